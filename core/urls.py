"""Screens of core under the languages."""

from django.urls import URLPattern

app_name = "core"
urlpatterns: list[URLPattern] = []
