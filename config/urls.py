"""Every address of Tifa. Each route has its line in projects/rights.py."""

from django.contrib import admin
from django.urls import include, path

from annotations.views import preferring
from config import api, views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("worker.js", views.worker, name="worker"),
    path("", include("projects.urls")),
    path("account/preferences/", preferring.preferences_change, name="preferences_change"),
    path("api/v1/docs", api.api_docs, name="api_docs"),
    path("api/v1/", api.urls),
    path("projects/<slug:project>/", include("corpus.urls")),
    path("projects/<slug:project>/", include("vocabulary.urls")),
    path("projects/<slug:project>/", include("annotations.urls")),
    path("projects/<slug:project>/", include("reports.urls")),
    path("projects/<slug:project>/", include("datasets.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "config.errors.not_understood"
handler403 = "config.errors.not_allowed"
handler404 = "config.errors.not_found"
handler500 = "config.errors.broken"
