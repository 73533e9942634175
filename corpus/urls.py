"""The addresses of corpus."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
