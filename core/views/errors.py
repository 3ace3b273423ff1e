"""Error pages: clear Russian answers that fail closed and show nothing personal."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from core.faults import busy_page, fault_page, is_away


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for unknown and forbidden."""
    return render(request, "404.html", status=404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 of Wagtail's own screens; ours answer 404."""
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request no browser sends."""
    return HttpResponse(loader.get_template("400.html").render({}, None), status=400)


def fault(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database was away outside a view: static, without database and context processors."""
    return busy_page(request) if is_away(sys.exc_info()[1]) else fault_page(request)
