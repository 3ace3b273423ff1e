from django.urls import URLPattern

from dashboard.urls_people import urlpatterns as people_desk

app_name = "dashboard"
urlpatterns: list[URLPattern] = [*people_desk]
