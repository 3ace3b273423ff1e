"""«Сначала войдите» said to a form that was being sent: what is typed is never left behind."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from core.drafts import kept
from core.faults import keeps

FEW = 40  # signs


def first(request: HttpRequest, to: str) -> HttpResponse:
    """Lead the visitor to the screen `to` (signing in, the second factor …) and back here afterwards.

    A form on its way is kept and comes back filled; one that cannot be kept stays on the screen, with the way in beside it.
    """
    if request.method in {"GET", "HEAD"}:
        return away(to, request.get_full_path())
    request.kept_text = True  # whatever was kept before for this path is not sent yet either
    back = kept.keep(request) if request.method == "POST" else None
    if back is None and typed(request):
        return unkept(request, to)
    return away(to, back or kept.came_from(request))


def away(to: str, back: str) -> HttpResponseRedirect:
    """To the screen, which knows where to go on."""
    return HttpResponseRedirect(f"{to}?{urlencode({'next': back})}")


def typed(request: HttpRequest) -> bool:
    """Whether a person wrote more than a few words, which would be a pity to lose."""
    return any(len(value.strip()) > FEW for _name, value in words_of(request))


def words_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, without tokens and secrets, of any length."""
    posted = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in posted if name not in kept.OWN_FIELDS and keeps(name)]


def unkept(request: HttpRequest, to: str = "", texts: list[str] | None = None) -> HttpResponse:
    """403: the typed texts to copy (by default those that were posted) and where to go."""
    if texts is None:
        texts = [value for name, value in words_of(request) if value.strip()]
    response = render(request, "core/drafts_unkept.html", {"texts": texts, "to": to}, status=403)
    response["Cache-Control"] = "private, no-store"
    return response
