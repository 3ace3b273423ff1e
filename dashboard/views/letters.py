"""Desk «Письма»: what left, what did not and why; send again, stop a mailing (spec: platform §7)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core.mail import steering
from core.mail.kinds import kind_of
from core.mail.steering import MAY_STOP, can_resend, leaving
from core.models import Letter
from core.models.letters import LetterState, Urgency
from dashboard.letter_forms import LetterSearchForm
from dashboard.scopes import DESK, letters_of
from people.decorators import staff_only

PER_PAGE = 50


@never_cache
@staff_only(*DESK)
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """Letters of the own regions and events, the newest first; mailings that can still be stopped on top."""
    mine = letters_of(request.user)
    form = LetterSearchForm(request.GET)
    page = Paginator(_wanted(form, mine).order_by("-pk").select_related("person"), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    rows = [{"letter": one, "title": _title(one.kind, one.subject), "resend": can_resend(one)} for one in page]
    context = {"form": form, "page": page, "rows": rows, "query": query.urlencode(), "mailings": _mailings(mine)}
    return render(request, "dashboard/letters.html", context)


@never_cache
@staff_only(*DESK)
@require_GET
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    """One letter: state, error in words, text."""
    found = _find(request, public_id)
    context = {"letter": found, "title": _title(found.kind, found.subject), "resend": can_resend(found)}
    return render(request, "dashboard/letter.html", context)


@never_cache
@staff_only(*DESK)
@require_POST
def resend(request: HttpRequest, public_id: str) -> HttpResponse:
    """«Отправить снова»."""
    found = _find(request, public_id)
    if not can_resend(found):
        raise Http404
    if steering.resend(found, request.user):
        messages.success(request, _("Письмо снова в очереди."))
    return HttpResponseRedirect(reverse("dashboard:letter", args=[public_id]))


@never_cache
@staff_only(*DESK)
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """«Остановить отправку» of one mailing: its letters that have not left yet."""
    kind, about_kind, about_key = (request.POST.get(name, "") for name in ("kind", "about_kind", "about_key"))
    mailing = letters_of(request.user).filter(kind=kind, about_kind=about_kind, about_key=about_key)
    if not mailing.filter(urgency=Urgency.MASS).exists():
        raise Http404
    stopped = steering.stop(mailing, request.user, (about_kind or "core.letter", about_key or kind))
    messages.success(request, _("Остановлено писем: %d.") % stopped)
    return HttpResponseRedirect(reverse("dashboard:letters"))


def _find(request: HttpRequest, public_id: str) -> Letter:
    return get_object_or_404(letters_of(request.user).select_related("person"), public_id=public_id)


def _wanted(form: LetterSearchForm, rows: QuerySet[Letter]) -> QuerySet[Letter]:
    if not form.is_valid():
        return rows
    if state := form.cleaned_data["state"]:
        waits = [LetterState.HELD, LetterState.QUEUED, LetterState.SENDING]
        rows = rows.filter(state__in=waits if state == "waits" else [state])
    if to := form.cleaned_data["to"].strip().lower():
        rows = rows.filter(to__startswith=to)
    return rows


def _title(kind: str, subject: str = "") -> str:
    """The Russian name of a letter's kind; a letter that came ready is called by its subject."""
    registered = kind_of(kind)
    return str(registered.title) if registered else subject or _("Письмо")


def _mailings(mine: QuerySet[Letter]) -> list[dict]:
    """Mass letters that still wait, by kind and by what they are about, with the time the last will leave."""
    waiting = mine.filter(urgency=Urgency.MASS, state__in=MAY_STOP)
    groups = waiting.values("kind", "about_kind", "about_key").annotate(count=Count("pk"), since=Min("created_at"))
    found = list(groups.order_by("since")[:20])
    if not found:
        return []
    _count, last = leaving(Letter.objects.all(), timezone.now())
    return [group | {"title": _title(group["kind"]), "last": last} for group in found]
