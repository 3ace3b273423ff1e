"""One person at the desk: contacts opened by a logged click, and the acts on the entry."""

import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core import guard, history
from core.history import Entry
from core.states import NotAllowed
from events.forms.desk import ReasonForm
from events.models import Registration
from events.rules import can_decide, can_work_on
from events.services import (
    approve_registration,
    cancel_registration,
    offer_by_hand,
    reject_registration,
    revoke_registration,
    send_link_again,
)
from events.states import Status
from events.views.desk import WORKERS, event_for, people_of
from people.decorators import staff_only
from people.models import User

ACTS: dict[str, tuple[str, set[str], Callable[[Registration, User, str], object]]] = {
    "approve": (
        _("Подтвердить"),
        {Status.PENDING, Status.REJECTED, Status.REVOKED},
        lambda row, by, reason: approve_registration(row, by=by, reason=reason),
    ),
    "reject": (_("Отказать"), {Status.PENDING}, lambda row, by, reason: reject_registration(row, by=by, reason=reason)),
    "revoke": (_("Отозвать место"), {Status.CONFIRMED}, lambda row, by, reason: revoke_registration(row, by=by, reason=reason)),
    "cancel": (
        _("Отменить по просьбе человека"),
        {Status.CONFIRMED, Status.PENDING, Status.WAITING, Status.OFFERED, Status.HELD},
        lambda row, by, reason: cancel_registration(row, by=by, reason=reason),
    ),
    "offer": (
        _("Предложить место вне очереди"),
        {Status.WAITING},
        lambda row, by, reason: offer_by_hand(row, by=by, reason=reason),
    ),
}
DECISIONS = {"approve", "reject"}
VERBS = {
    "registered": _("запись сделана"),
    "changed": _("данные изменены"),
    "offer_lapsed": _("срок ответа прошёл"),
    "link_sent": _("ссылка отправлена ещё раз"),
    "reconfirmed": _("ответ: приеду"),
    "contacts_opened": _("контакты открыты"),
    "told": _("рассказали"),
    "joined": _("подключился"),
    "erased": _("данные стёрты"),
} | dict(Status.choices)


@never_cache
@staff_only(*WORKERS)
@require_GET
def person(request: HttpRequest, key: uuid.UUID, public_id: str) -> HttpResponse:
    """The entry with masked contacts and its history."""
    return _page(request, _row(request, key, public_id))


@never_cache
@staff_only(*WORKERS)
@require_POST
def open_contacts(request: HttpRequest, key: uuid.UUID, public_id: str) -> HttpResponse:
    """Show phone and address; the person reads later who looked and when."""
    row = _row(request, key, public_id)
    _note_opening(row, request.user)
    return _page(request, row, opened=True)


@never_cache
@staff_only(*WORKERS)
@require_POST
def act(request: HttpRequest, key: uuid.UUID, public_id: str, name: str) -> HttpResponse:
    """One act with a reason; an act that came too late shows the present state."""
    row = _row(request, key, public_id)
    if name == "link":
        send_link_again(row)
        return redirect("events:desk_person", key, public_id)
    if name not in ACTS or (name in DECISIONS and not can_decide(request.user, row)):
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form=form, status=422)
    try:
        ACTS[name][2](row, request.user, form.cleaned_data["reason"])
    except NotAllowed as late:
        form.add_error(None, _("Не получилось: теперь запись в состоянии «%(now)s».") % {"now": Status(late.now).label})
        return _page(request, _row(request, key, public_id), form=form, status=409)
    return redirect("events:desk_person", key, public_id)


def _row(request: HttpRequest, key: uuid.UUID, public_id: str) -> Registration:
    event = event_for(request, key)
    rows = people_of(request, event).select_related("event", "option", "region", "organisation", "person")
    row = rows.filter(public_id=public_id).first()
    if row is None or not can_work_on(request.user, row):
        raise Http404
    return row


@guard.act
def _note_opening(row: Registration, by: User) -> None:
    history.record(row, "contacts_opened", actor=by, person=row.person, audience=history.PERSON)


def _told(entry: Entry) -> Entry:
    entry.said = VERBS.get(entry.verb, entry.verb)
    return entry


def _page(
    request: HttpRequest, row: Registration, *, opened: bool = False, form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    acts = [
        (name, title)
        for name, (title, states, _do) in ACTS.items()
        if row.status in states and (name not in DECISIONS or can_decide(request.user, row))
    ]
    context = {
        "event": row.event,
        "registration": row,
        "opened": opened,
        "form": form or ReasonForm(),
        "acts": acts,
        "entries": [_told(entry) for entry in Entry.objects.about(row).select_related("actor")],
        "offer": row.offers.first(),
        "tab": "people",
    }
    return render(request, "events/desk/person.html", context, status=status)
