"""Addresses for machines, without a language: health, files, checks."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
