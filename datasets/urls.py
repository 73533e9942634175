"""The addresses of datasets."""

from django.urls import path

from datasets import views

urlpatterns = [
    path("exports/", views.export_list, name="export_list"),
    path("exports/prepare/", views.export_prepare, name="export_prepare"),
    path("exports/prepared/", views.prepared_list, name="prepared_list"),
    path("exports/prepared/<int:job>/", views.prepared_download, name="prepared_download"),
    path("exports/<str:table>.<str:suffix>", views.export_download, name="export_download"),
]
