"""Stock screens of the sign-in library that lead to ours, or nowhere (spec: platform §6)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache


@never_cache
def to_door(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Sign-up, password reset, confirmation links: there is one door."""
    return HttpResponseRedirect(reverse("account_login"))


@never_cache
def to_security(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Lists of sign-ins and factors stand on «Вход и безопасность»."""
    return HttpResponseRedirect(reverse("people:security"))


@never_cache
def inactive(request: HttpRequest) -> HttpResponse:
    """The sign-in was closed by an administrator."""
    return render(request, "account/account_inactive.html", status=403)
