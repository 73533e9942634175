"""The addresses of annotations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
