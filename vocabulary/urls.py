"""The addresses of vocabulary."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
