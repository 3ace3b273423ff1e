"""Addresses whose names the sign-in library looks up."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
