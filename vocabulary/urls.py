"""The addresses of vocabulary."""

from django.urls import path

from vocabulary import views

urlpatterns = [
    path("codebook/", views.codebook_detail, name="codebook_detail"),
    path("codebook.yaml", views.codebook_download, name="codebook_download"),
    path("codebook/import/", views.codebook_import, name="codebook_import"),
]
