"""The addresses of reports."""

from django.urls import path

from reports import views

urlpatterns = [
    path("coverage/", views.coverage_detail, name="coverage_detail"),
    path("coverage/units/", views.unit_list, name="unit_list"),
    path("agreement/", views.agreement_detail, name="agreement_detail"),
    path("agreement/agreement.csv", views.agreement_download, name="agreement_download"),
    path("agreement/units/", views.agreement_units, name="agreement_units"),
]
