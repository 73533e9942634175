"""Every address of Tifa. Each route has its line in projects/rights.py."""

from django.contrib import admin
from django.urls import include, path

from annotations.views import preferring
from config import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("", include("projects.urls")),
    path("account/preferences/", preferring.preferences_change, name="preferences_change"),
    path("projects/<slug:project>/", include("corpus.urls")),
    path("projects/<slug:project>/", include("vocabulary.urls")),
    path("projects/<slug:project>/", include("annotations.urls")),
    path("projects/<slug:project>/", include("reports.urls")),
    path("projects/<slug:project>/", include("datasets.urls")),
    path("admin/", admin.site.urls),
]
