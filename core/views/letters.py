"""The development mailbox /dev/letters/: letters that would have left, codes in large type; only without a mail server."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.models.letters import Letter

SHOWN = 100
CODE = re.compile(r"(?<![\d-])\d{4}[- ]?\d{4}(?:[- ]?\d{4})?(?![\d-])")
LINK = re.compile(r"https?://[^\s<>\"»)]+")
HTML_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-top-navigation-by-user-activation"


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest letters with their state; `?q=` keeps those to one address."""
    _only_here()
    to = request.GET.get("q", "").strip().lower()[:254]
    letters = Letter.objects.order_by("-pk")
    if to:
        letters = letters.filter(to__icontains=to)
    rows = [{"letter": letter, "code": _code(letter)} for letter in letters[:SHOWN]]
    return _private(render(request, "core/mailbox.html", {"rows": rows, "to": to}))


@require_safe
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """One letter: code, links, text."""
    _only_here()
    letter = get_object_or_404(Letter, public_id=public_id)
    context = {"letter": letter, "code": _code(letter), "links": list(dict.fromkeys(LINK.findall(letter.text)))}
    return _private(render(request, "core/mailbox_letter.html", context))


@require_safe
def html(request: HttpRequest, public_id: str) -> HttpResponse:
    """The letter as the reader's mail program shows it: alone, in a sandbox where nothing runs."""
    _only_here()
    letter = get_object_or_404(Letter.objects.exclude(html=""), public_id=public_id)
    response = HttpResponse(letter.html)
    response["Content-Security-Policy"] = HTML_POLICY
    return _private(response)


def _only_here() -> None:
    if not settings.DEV_PAGES:
        raise Http404


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _code(letter: Letter) -> str:
    """The code a secret letter carries, for reading at a glance."""
    found = CODE.search(letter.text) if letter.secret else None
    return found.group() if found else ""
