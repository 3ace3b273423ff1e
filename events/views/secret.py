"""Screens behind a secret link: never kept, never indexed, never told to the next site (spec: reliability §8)."""

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie

from core import links
from events.forms import LinkForm
from events.models import Registration

View = Callable[..., HttpResponse]
TICKET = "ticket"


def hidden(response: HttpResponse) -> HttpResponse:
    """The headers of an answer that holds a secret."""
    response["Cache-Control"] = "private, no-store"
    # with no-referrer a browser posts forms with «Origin: null», and the CSRF check refuses them
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def by_link(view: View) -> View:
    """Gives the view the registration of the link; a wrong, old or foreign one meets the neutral «Ссылка не подошла»."""

    @functools.wraps(view)
    @ensure_csrf_cookie
    def inner(request: HttpRequest, token: str) -> HttpResponse:
        rows = Registration.objects.select_related("event__place", "event__host_region", "option", "region", "organisation")
        registration = links.find(rows.filter(erased_at__isnull=True), token, TICKET)
        if registration is None:
            return hidden(render(request, "events/wrong_link.html", {"form": LinkForm()}, status=404))
        return hidden(view(request, registration))

    return inner
