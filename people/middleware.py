"""The door of the admin: only for roles that work there, with the second factor (spec: platform §6)."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from people.mfa import has_second_factor
from people.rules import works_in_admin


class AdminDoorMiddleware:
    """Asks whoever enters /admin/ without a second factor to set it up first; put after the session's user is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_MFA and request.path.startswith("/admin/") and self._must_set_up(request):
            back = request.get_full_path() if request.method == "GET" else "/admin/"
            return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{urlencode({'next': back})}")
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and works_in_admin(request.user) and not has_second_factor(request.user)
