"""The addresses of datasets."""

from django.urls import path

from datasets import views

urlpatterns = [
    path("exports/", views.export_list, name="export_list"),
    path("exports/<str:table>.<str:suffix>", views.export_download, name="export_download"),
]
