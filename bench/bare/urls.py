"""Addresses of B, and the smallest answer Django can give."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("привет " * 500)


urlpatterns = [path("hello/", hello), path("", include(wagtail_urls))]
