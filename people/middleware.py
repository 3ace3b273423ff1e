"""The door of the admin: only for roles that work there, with the second factor (spec: platform §6)."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from people.mfa import has_second_factor
from people.rules import works_in_admin

# Wagtail's own ways in know neither our limits nor the second factor.
CLOSED = ("/admin/login/", "/admin/password_reset/")


class AdminDoorMiddleware:
    """One door for the admin too; whoever enters it without a second factor sets it up first. After the user is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(CLOSED):
            back = {"next": request.GET.get("next", "/admin/")}
            return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(back)}")
        if settings.STAFF_MFA and request.path.startswith("/admin/") and self._must_set_up(request):
            back = request.get_full_path() if request.method == "GET" else "/admin/"
            return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{urlencode({'next': back})}")
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and works_in_admin(request.user) and not has_second_factor(request.user)
