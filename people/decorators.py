"""Doors of views: who is signed in, who works here (spec: reliability §2)."""

import functools
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from core import drafts
from people.mfa import has_second_factor
from people.rules import has_any_role, is_administrator
from people.signin import is_fresh

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Guests go to the door and come back; who has not said the own name yet goes to «Познакомимся» first."""

    @functools.wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return drafts.first(request, reverse("account_login"))
        if request.user.welcomed_at is None:
            return drafts.first(request, reverse("people:welcome"))
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
                return drafts.first(request, reverse("account_login"))
            if not has_any_role(user, *roles) and not is_administrator(user):
                raise Http404
            if settings.STAFF_MFA and not has_second_factor(user):
                return drafts.first(request, reverse("mfa_activate_totp"))
            return view(request, *args, **kwargs)

        return inner

    return door


def with_factor(view: View) -> View:
    """For screens that learners and staff share: signed in, and whoever works here has set the second factor up."""

    @signed_in
    @functools.wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if settings.STAFF_MFA and has_any_role(request.user) and not has_second_factor(request.user):
            return drafts.first(request, reverse("mfa_activate_totp"))
        return view(request, *args, **kwargs)

    return inner


def fresh(view: View) -> View:
    """For what must not be done by whoever finds an open browser: the person proved who it is within the last half hour."""

    @signed_in
    @functools.wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_fresh(request):
            return drafts.first(request, reverse("people:again"))
        return view(request, *args, **kwargs)

    return inner
