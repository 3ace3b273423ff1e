"""Addresses for machines, without a language."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
