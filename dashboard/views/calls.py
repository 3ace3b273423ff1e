"""Desk «Обзвон»: whom to call today, the buttons do the very act of the letter (spec: living-people §1)."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core.mail import answering
from core.mail.calling import NOBODY
from core.mail.calls import CallAct, CallRefused
from core.models import PhoneCall
from core.moments import day_month, when
from dashboard.scopes import DESK, calls_of
from people.decorators import staff_only
from people.rules import is_administrator

SHOWN, RECENT = 100, timedelta(days=7)
LATER = CallAct(answering.LATER, gettext_lazy("перезвонить"), answering.later)
MISSED = CallAct(answering.MISSED, gettext_lazy("не дозвонились"), answering.missed)


@never_cache
@staff_only(*DESK)
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    """Open calls whose time has come, the soonest deadline on top; below, what was done in the last week."""
    now = timezone.now()
    mine = calls_of(request.user).select_related("letter", "by")
    due = mine.open().filter(Q(again_at__isnull=True) | Q(again_at__lte=now)).order_by(F("until").asc(nulls_last=True), "pk")
    waiting = mine.open().filter(again_at__gt=now).order_by("again_at")[:SHOWN]
    done = mine.exclude(state="open").filter(at__gte=now - RECENT).order_by("-at")[:SHOWN]
    context = {
        "rows": [_row(call, now) for call in due[:SHOWN]],
        "count": due.count(),
        "waiting": waiting,
        "orphans": mine.open().in_scope(NOBODY).count() if is_administrator(request.user) else 0,
        "done": done,
    }
    return render(request, "dashboard/calls.html", context)


@never_cache
@staff_only(*DESK)
@require_POST
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    """The caller's answer. What cannot be done any more is told in a sentence, the call stays."""
    found = get_object_or_404(calls_of(request.user).select_related("letter", "person"), public_id=public_id)
    name = request.POST.get("act", "")
    try:
        if name == LATER.name:
            answering.later(found, request.user)
            messages.info(request, _("%s: перезвоним через три часа.") % found.name)
        elif name == MISSED.name:
            answering.missed(found, request.user)
            messages.info(request, _("%s: не дозвонились, записано.") % found.name)
        else:
            answering.answer(found, name, request.user)
            messages.success(request, _("%s: записано.") % found.name)
    except CallRefused as refused:
        messages.error(request, f"{found.name}: {refused}")
    return HttpResponseRedirect(reverse("dashboard:calls"))


def _row(one: PhoneCall, now: object) -> dict:
    """A call for the component: red when its deadline has come while nobody had touched it."""
    zone = one.letter.zone
    acts = [
        {"name": act.name, "title": act.title, "kind": "2" if place else ""} for place, act in enumerate(answering.acts_of(one))
    ]
    return {
        "call": one,
        "action": reverse("dashboard:call", args=[one.public_id]),
        "until": f"{day_month(one.until, zone)}, {when(one.until, zone)}" if one.until else _("срока нет"),
        "late": bool(one.until and one.until <= now),
        "acts": [*acts, *({"name": act.name, "title": act.title, "kind": "2"} for act in (LATER, MISSED))],
    }
