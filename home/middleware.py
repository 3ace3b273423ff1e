"""Closes what Wagtail leaves ajar in the admin (the rules: home/admin/doors.py)."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from home.admin.doors import may_pass


class AdminDoorsMiddleware:
    """A screen of the admin that its visitor may not read is 404 before Wagtail is asked. After the user is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        """Guests are led to the door by Wagtail itself."""
        inside = request.path.startswith("/admin/") and request.user.is_authenticated
        if inside and not may_pass(request, request.resolver_match.view_name, kwargs):
            raise Http404
