"""Screens of people: ours under `people:`, those of the sign-in library under its own names."""

from django.urls import include, path

from people.urls_screens import urlpatterns as screens

urlpatterns = [
    path("", include((screens, "people"))),
    path("accounts/", include("people.urls_door")),
]
