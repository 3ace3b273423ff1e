"""What happens to an entry after it was made: change, cancel, revoke, decide (spec: events §3)."""

from django.db.models.functions import Now
from django.utils import timezone

from core import guard, history, states
from core.mail import calls
from events.models import Registration
from events.models.rooms import room_of
from events.services.fresh import fresh
from events.services.letters import tell
from events.services.line import offer_freed
from events.services.register import Entry, Full
from events.states import MAY_CHANGE, MOVES, TAKES_PLACE, OfferAnswer, Status
from people.models import User

FIELDS = ("surname", "name", "patronymic", "region", "organisation", "organisation_name")


@guard.act
def change_registration(registration: Registration, entry: Entry, *, by: User | None = None) -> Registration:
    """Write new names, region, organisation; whoever holds a place keeps it only if there is room for the new region.

    Raises Full when there is none, states.NotAllowed when the entry stands no more. One history row, one letter.
    """
    guard.hold(registration.event)
    registration = fresh(registration)
    if registration.status not in MAY_CHANGE:
        raise states.NotAllowed(registration.status, registration.status)
    was, before = _said(registration), registration.seat
    for name in FIELDS:
        setattr(registration, name, getattr(entry, name))
    if registration.organisation:
        registration.organisation_name = ""
    registration.save(update_fields=[*FIELDS, "sort_name", "organisation_key", "changed_at"])
    now = _said(registration)
    if was == now:
        return registration
    _keep_room(registration, before)
    changed = [name for name in was if was[name] != now[name]]
    entry_row = history.record(
        registration,
        "changed",
        was={name: was[name] for name in changed},
        now={name: now[name] for name in changed},
        actor=by,
        person=registration.person,
        audience=history.PERSON,
    )
    tell(registration, "registration_changed", entry_row, changed=changed)
    offer_freed(registration.event)
    return registration


@guard.act
def cancel_registration(
    registration: Registration, *, by: User | None = None, reason: str = "", source: str = ""
) -> Registration:
    """Cancel an entry that stands; the place goes to the next in line. Raises states.NotAllowed with the present state."""
    return cancel_inside(registration, by=by, reason=reason or source)


def cancel_inside(registration: Registration, *, by: User | None = None, reason: str = "") -> Registration:
    """The same inside an act that has changed nothing of the event's rows yet."""
    guard.hold(registration.event)
    registration = fresh(registration)
    registration.offers.filter(answered_at__isnull=True).update(answer=OfferAnswer.NO, answered_at=timezone.now())
    return _end(registration, Status.CANCELLED, "registration_cancelled", by=by, reason=reason)


@guard.act
def revoke_registration(registration: Registration, *, by: User, reason: str) -> Registration:
    """The organiser takes a confirmed place back, with a reason the person reads."""
    guard.hold(registration.event)
    return _end(fresh(registration), Status.REVOKED, "registration_revoked", by=by, reason=reason)


@guard.act
def approve_registration(registration: Registration, *, by: User, reason: str = "") -> Registration:
    """Confirm a pending, refused or revoked entry if there is room, else it waits."""
    guard.hold(registration.event)
    registration = fresh(registration)
    room = room_of(registration.event_id)
    if registration.status == Status.PENDING and (registration.keeps_place or registration.option.pending_holds_place):
        room.let_go(registration.seat)
    to = Status.CONFIRMED if room.fits(registration.seat) else Status.WAITING
    queue_key = Now() if to == Status.WAITING else None
    entry = _moved(registration, to, by=by, reason=reason, queue_key=queue_key, keeps_place=False)
    tell(registration, "registration_approved" if to == Status.CONFIRMED else "waiting_joined", entry)
    return registration


@guard.act
def reject_registration(registration: Registration, *, by: User, reason: str) -> Registration:
    """Refuse a pending entry, with a reason the person reads."""
    guard.hold(registration.event)
    return _end(fresh(registration), Status.REJECTED, "registration_rejected", by=by, reason=reason)


@guard.act
def send_link_again(registration: Registration) -> None:
    """Put the letter with the link into the outbox once more."""
    registration = fresh(registration)
    entry = history.record(registration, "link_sent", person=registration.person, audience=history.PERSON)
    tell(registration, "link_again", entry)


def _end(registration: Registration, to: Status, letter: str, *, by: User | None, reason: str) -> Registration:
    freed = registration.status in (*TAKES_PLACE, Status.PENDING)
    entry = _moved(registration, to, by=by, reason=reason, queue_key=None, keeps_place=False)
    tell(registration, letter, entry, reason=reason)
    if not registration.email:
        calls.overtake(registration)
    if freed:
        offer_freed(registration.event)
    return registration


def _moved(registration: Registration, to: Status, *, by: User | None, reason: str, **changes: object) -> history.Entry:
    return states.move(
        registration,
        to,
        moves=MOVES,
        actor=by,
        person=registration.person,
        reason=reason,
        audience=history.PERSON,
        **changes,
    )


def _keep_room(registration: Registration, before: object) -> None:
    """Raises Full when a person who takes a place no longer fits with the new region or organisation."""
    if registration.status not in TAKES_PLACE or registration.seat == before:
        return
    room = room_of(registration.event_id)
    room.let_go(registration.seat)
    if not room.fits(registration.seat):
        raise Full(waiting_list=registration.event.waiting_list)


def _said(registration: Registration) -> dict[str, str]:
    return {name: str(getattr(registration, name) or "") for name in FIELDS}
