"""Changing what people rely on: an act with letters, never a side effect of publishing (spec: events §1, §3)."""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Now

from core import guard, history, states
from events.cards import refresh
from events.models import Event, Registration
from events.saying import when, where
from events.services.letters import tell
from events.services.line import offer_freed
from events.states import ACTIVE, EVENT_MOVES, EventStatus
from people.models import User

# A change of these is told to everybody who is registered.
TOLD = ("starts_at", "ends_at", "zone", "place", "format")


def told_changes(event: Event, values: dict[str, object]) -> dict[str, tuple[str, str]]:
    """Facts among `values` that differ from the event's and are told by letter: name → (was, now), as text."""
    was = {name: _text(getattr(event, name)) for name in TOLD if name in values}
    return {name: (was[name], _text(values[name])) for name in was if was[name] != _text(values[name])}


def letters_for(event: Event) -> int:
    """How many people a change would be told to."""
    return Registration.objects.filter(event=event, status__in=ACTIVE).count()


@guard.act
def change_facts(event: Event, values: dict[str, object], *, by: User | None) -> dict[str, tuple[str, str]]:
    """Write facts of an event; what people rely on is told with «было» and «стало». Returns what was told.

    Many-to-many facts are set by the caller's form after this act: they decide nothing.
    """
    guard.hold(event)
    event = Event.objects.select_related("place", "host_region").get(pk=event.pk)
    told, was = told_changes(event, values), {"when": when(event), "where": where(event)}
    changed = {name: _text(getattr(event, name)) for name, value in values.items() if _text(getattr(event, name)) != _text(value)}
    if not changed:
        return {}
    for name, value in values.items():
        setattr(event, name, value)
    event.sequence += bool(told)
    event.save(update_fields=[*values, "sequence", "search_line"])
    entry = history.record(event, "facts_changed", was=changed, now={name: _text(values[name]) for name in changed}, actor=by)
    if told:
        _tell_all(event, "event_changed", entry, was=was)
    offer_freed(event)
    _show(event)
    return told


@guard.act
def postpone_event(event: Event, *, by: User, reason: str) -> int:
    """No dates any more; everybody is told, places stay. Returns the number of letters."""
    guard.hold(event)
    event = Event.objects.get(pk=event.pk)
    entry = states.move(
        event,
        EventStatus.POSTPONED,
        moves=EVENT_MOVES,
        actor=by,
        reason=reason,
        status_note=reason,
        starts_at=None,
        ends_at=None,
        sequence=event.sequence + 1,
    )
    _show(event)
    return _tell_all(event, "event_postponed", entry, reason=reason)


@guard.act
def plan_again(event: Event, *, starts_at: datetime, ends_at: datetime, by: User) -> int:
    """New dates for a postponed event; everybody is asked. Returns the number of letters."""
    guard.hold(event)
    event = Event.objects.get(pk=event.pk)
    entry = states.move(
        event,
        EventStatus.PLANNED,
        moves=EVENT_MOVES,
        actor=by,
        status_note="",
        starts_at=starts_at,
        ends_at=ends_at,
        sequence=event.sequence + 1,
    )
    Registration.objects.filter(event=event, status__in=ACTIVE).update(reconfirmed=None, reconfirmed_at=None)
    _show(event)
    return _tell_all(event, "event_replanned", entry)


@guard.act
def cancel_event(event: Event, *, by: User, reason: str) -> int:
    """Final: everybody is told; entries keep their state, so the list shows who was to come. Returns the number of letters."""
    guard.hold(event)
    event = Event.objects.get(pk=event.pk)
    entry = states.move(
        event,
        EventStatus.CANCELLED,
        moves=EVENT_MOVES,
        actor=by,
        reason=reason,
        status_note=reason,
        sequence=event.sequence + 1,
    )
    _show(event)
    return _tell_all(event, "event_cancelled", entry, reason=reason)


@guard.act
def stop_registration(event: Event, *, by: User, stopped: bool) -> None:
    """Stop taking registrations, or take them again."""
    guard.hold(event)
    Event.objects.filter(pk=event.pk).update(stopped_at=Now() if stopped else None)
    history.record(event, "registration_stopped" if stopped else "registration_started", actor=by)
    _show(event)


def _tell_all(event: Event, kind: str, entry: history.Entry, **data: object) -> int:
    rows = Registration.objects.filter(event=event, status__in=ACTIVE).select_related("region", "person")
    count = 0
    for registration in rows.order_by("pk"):
        registration.event = event
        tell(registration, kind, entry, **data)
        count += 1
    return count


def _show(event: Event) -> None:
    transaction.on_commit(lambda: refresh(event.key), robust=True)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if hasattr(value, "pk"):
        return str(value.pk)
    return "" if value is None else str(value)
