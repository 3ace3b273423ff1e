"""Our own screens, under `people:`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
