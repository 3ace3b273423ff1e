"""Addresses for machines, without a language: health, files, checks."""

from django.urls import path

from core.views import health, media

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("media/<path:name>", media.public_file, name="public_file"),
]
