"""Addresses of talks with the mentor; part of `school.urls`."""

from django.urls import path

from school.views import threads

urlpatterns = [
    path("school/activities/<uuid:key>/ask/", threads.ask_mentor, name="ask"),
    path("school/threads/<str:public_id>/", threads.thread, name="thread"),
    path("school/threads/<str:public_id>/change/", threads.change, name="thread_change"),
]
