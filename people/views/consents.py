"""«Мои согласия» and the public texts (spec: platform §6)."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_POST

from core.limits import client_ip
from people import consents
from people.decorators import signed_in
from people.documents import lines
from people.models import ConsentDocument, Purpose
from people.services.consents import give_consent, withdraw_consents
from people.services.erasure import ErasureRefused
from people.withdrawals import EFFECTS

GIVEN_AT_THE_ACT = {Purpose.EVENT, Purpose.APPLICATION, Purpose.TRANSFER, Purpose.PRACTICE_QUESTION}


@never_cache
@signed_in
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Each purpose: what the person decided, when, what withdrawing would do."""
    standing = {}
    for consent in consents.standing(request.user):
        standing.setdefault(consent.document.purpose, consent)
    current = ConsentDocument.objects.current_by_purpose(get_language() or "ru")
    rows = [
        {
            "purpose": purpose,
            "document": current[purpose],
            "consent": standing.get(purpose),
            "outdated": purpose in standing and standing[purpose].document.version < current[purpose].version,
            "effect": EFFECTS[purpose],
            "can_give": purpose not in GIVEN_AT_THE_ACT,
        }
        for purpose in Purpose.values
        if purpose in current
    ]
    return render(request, "people/consents.html", {"rows": rows, "done": request.GET.get("done", "")})


@signed_in
@require_POST
def decide(request: HttpRequest, purpose: str) -> HttpResponse:
    """Give or withdraw one consent on the own page."""
    if purpose not in Purpose.values:
        raise Http404
    if request.POST.get("action") == "give":
        give_consent(request.user, purpose, ip=client_ip(request))
        return _back("given")
    try:
        withdraw_consents(request.user, purpose, by=request.user)
    except ErasureRefused:
        return _back("staff")
    return HttpResponseRedirect(reverse("people:data")) if purpose == Purpose.ACCOUNT else _back("withdrawn")


@cache_control(max_age=60)
@require_GET
def texts(request: HttpRequest) -> HttpResponse:
    """All texts in force, for everybody."""
    current = ConsentDocument.objects.current_by_purpose(get_language() or "ru")
    return render(request, "people/texts.html", {"documents": [current[one] for one in Purpose.values if one in current]})


@cache_control(max_age=60)
@require_GET
def text(request: HttpRequest, purpose: str) -> HttpResponse:
    """One text; `?r=2` shows an earlier edition."""
    published = ConsentDocument.objects.filter(purpose=purpose, published_at__isnull=False)
    wanted = request.GET.get("r", "")
    shown = (
        published.filter(version=int(wanted), locale="ru").first()
        if wanted.isascii() and wanted.isdigit()
        else consents.current(purpose)
    )
    if shown is None:
        raise Http404
    editions = published.filter(locale="ru").order_by("-version")
    return render(request, "people/text.html", {"document": shown, "parts": lines(shown.text), "editions": editions})


def _back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('people:consents')}?done={done}")
