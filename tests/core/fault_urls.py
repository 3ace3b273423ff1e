"""Views that fail in the ways a site fails; the addresses of test_faults and test_page_cache."""

import itertools

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from core.cache import keep_for
from core.guard import Busy

made = itertools.count(1)


def busy(request: HttpRequest) -> HttpResponse:
    raise Busy


def locked(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database is locked")


def no_table(request: HttpRequest) -> HttpResponse:
    raise OperationalError("no such table: core_letter")


def broken(request: HttpRequest, secret: str = "") -> HttpResponse:
    raise ZeroDivisionError("anna@example.org")


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"страница {next(made)}")


def places(request: HttpRequest) -> HttpResponse:
    keep_for(request, 5)
    return HttpResponse(f"места {next(made)}")


def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{get_token(request)} {next(made)}")


def private(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(f"личное {next(made)}")
    response["Cache-Control"] = "private, no-cache"
    return response


def odd_vary(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(f"по-разному {next(made)}")
    response["Vary"] = "X-Device"
    return response


def missing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"нет {next(made)}", status=404)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("нет такой страницы", status=404)


urlpatterns = [
    path("busy/", busy),
    path("locked/", locked),
    path("no-table/", no_table),
    path("broken/", broken),
    path("broken/<str:secret>/", broken),
    path("page/", page),
    path("page2/", page),
    path("places/", places),
    path("form/", form),
    path("private/", private),
    path("odd-vary/", odd_vary),
    path("missing/", missing),
]
handler404 = not_found
handler500 = "core.views.errors.fault"
