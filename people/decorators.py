"""Doors of views: who is signed in, who works here (spec: reliability §2)."""

import functools
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from people.mfa import has_second_factor
from people.rules import has_any_role, is_administrator
from people.signin import is_fresh

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Guests go to the door and come back; who has not said the own name yet goes to «Познакомимся» first."""

    @functools.wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return _away(request, reverse("account_login"))
        if request.user.welcomed_at is None:
            return _away(request, reverse("people:welcome"))
        return view(request, *args, **kwargs)

    return inner


def staff_only(*roles: str) -> Callable[[View], View]:
    """Only for these roles (none named: any role) and administrators; guests go to the door, all others get 404.

    With settings.STAFF_MFA whoever has no second factor yet is asked to set it up first.
    """

    def door(view: View) -> View:
        @functools.wraps(view)
        def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            user = request.user
            if not user.is_authenticated:
                return _away(request, reverse("account_login"))
            if not has_any_role(user, *roles) and not is_administrator(user):
                raise Http404
            if settings.STAFF_MFA and not has_second_factor(user):
                return _away(request, reverse("mfa_activate_totp"))
            return view(request, *args, **kwargs)

        return inner

    return door


def fresh(view: View) -> View:
    """For what must not be done by whoever finds an open browser: the person proved who it is within the last half hour."""

    @signed_in
    @functools.wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_fresh(request):
            return _away(request, reverse("people:again"))
        return view(request, *args, **kwargs)

    return inner


def _away(request: HttpRequest, to: str) -> HttpResponseRedirect:
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
    return HttpResponseRedirect(f"{to}?{urlencode({'next': back})}")
