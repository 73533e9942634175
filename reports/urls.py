"""The addresses of reports."""

from django.urls import path

from reports import views

urlpatterns = [
    path("coverage/", views.coverage_detail, name="coverage_detail"),
    path("coverage/units/", views.unit_list, name="unit_list"),
]
