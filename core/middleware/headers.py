"""Headers of every answer: content security policy, permissions, no caching of the admin (spec: platform §3)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class HeadersMiddleware:
    """Sets what a view has not set itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        admin = request.path.startswith("/admin/")
        response.headers.setdefault("Content-Security-Policy", settings.CSP_ADMIN if admin else settings.CSP_PUBLIC)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        if admin:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
