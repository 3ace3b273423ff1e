"""The waiting list: a freed place is offered to the first in line for whom there is room (spec: events §3, §4)."""

from datetime import datetime, timedelta

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from core import guard, history, states
from core.mail import calls
from events.models import Event, Offer, Registration
from events.models.rooms import room_of
from events.offers import deadline
from events.services.fresh import fresh
from events.services.letters import tell
from events.states import MOVES, OfferAnswer, Status


class TooLate(Exception):
    """The offer's time has run out or it was answered before; `offer` is the last one, or None."""

    def __init__(self, offer: Offer | None) -> None:
        super().__init__()
        self.offer = offer


@guard.act
def offer_places(event: Event) -> list[Offer]:
    """Offer what is free to those in line, until nobody fits; returns the offers made."""
    guard.hold(event)
    return offer_freed(event)


def offer_freed(event: Event) -> list[Offer]:
    """The same inside an act that has already held the event and freed a place."""
    event = Event.objects.get(pk=event.pk)
    now = timezone.now()
    until = deadline(now, event.starts_at, event.zone, event.offer_hours)
    waiting = Registration.objects.filter(event=event, status=Status.WAITING).order_by("queue_key", "pk")
    if until is None or until <= now or event.status != "planned" or not waiting.exists():
        return []
    room = room_of(event.pk, now)
    offers, hopeless = [], set()
    for registration in waiting.select_related("region", "person"):
        registration.event = event
        if registration.seat in hopeless:
            continue
        if not room.fits(registration.seat):
            hopeless.add(registration.seat)
            continue
        room.take(registration.seat)
        offers.append(_offer(registration, until, _("Вы первый в очереди, для кого освободилось место.")))
    return offers


@guard.act
def offer_by_hand(registration: Registration, *, by: object, reason: str) -> Offer:
    """Offer a place out of turn, the reason kept; raises states.NotAllowed, also when there is no room."""
    guard.hold(registration.event)
    registration = fresh(registration)
    event, now = registration.event, timezone.now()
    if not room_of(event.pk, now).fits(registration.seat):
        raise states.NotAllowed(registration.status, Status.OFFERED)
    until = deadline(now, event.starts_at, event.zone, event.offer_hours) or min(now + timedelta(hours=2), event.starts_at)
    return _offer(registration, until, reason, by)


@guard.act
def answer_offer(registration: Registration, *, yes: bool, by: object | None = None, source: str = "") -> Registration:
    """«Да, приеду» or «Не нужно»; raises TooLate with the last offer when it is answered or over.

    A late answer meets what the sweep has not swept yet: the deadline itself decides.
    """
    guard.hold(registration.event)
    registration = fresh(registration)
    offer = registration.offers.filter(answered_at__isnull=True).first()
    if offer is None or registration.status != Status.OFFERED or offer.expires_at <= timezone.now():
        raise TooLate(offer or registration.offers.first())
    _close(offer, OfferAnswer.YES if yes else OfferAnswer.NO)
    to = Status.CONFIRMED if yes else Status.CANCELLED
    entry = states.move(
        registration, to, moves=MOVES, actor=by, person=registration.person, reason=source, audience=history.PERSON
    )
    tell(registration, "registration_confirmed" if yes else "registration_cancelled", entry)
    if not registration.email:
        calls.overtake(registration)
    if not yes:
        offer_freed(registration.event)
    return registration


@guard.act
def end_offers(event: Event, now: datetime) -> int:
    """End offers whose time is over: the first silence goes to the end of the line, the second leaves it; then offer on."""
    guard.hold(event)
    over = Offer.objects.filter(registration__event=event, answered_at__isnull=True, expires_at__lte=now)
    ended = 0
    for offer in over.select_related("registration__event", "registration__region", "registration__person"):
        registration = offer.registration
        # living-people §1: a deadline does not run out while nobody has called the person
        if not registration.email and calls.waits(registration):
            continue
        _close(offer, OfferAnswer.SILENT)
        _let_lapse(registration)
        ended += 1
    if ended:
        offer_freed(event)
    return ended


@guard.act
def close_line(event: Event) -> int:
    """The event has begun: whoever still waits leaves the line and is told."""
    guard.hold(event)
    waiting = Registration.objects.filter(event=event, status=Status.WAITING).select_related("event", "region", "person")
    for registration in (rows := list(waiting)):
        entry = states.move(
            registration, Status.LAPSED, moves=MOVES, person=registration.person, audience=history.PERSON, queue_key=None
        )
        tell(registration, "waiting_closed", entry)
    return len(rows)


def _let_lapse(registration: Registration) -> None:
    silent_before = registration.offers.filter(answer=OfferAnswer.SILENT).count() > 1
    to = Status.LAPSED if silent_before else Status.WAITING
    entry = states.move(
        registration,
        to,
        moves=MOVES,
        person=registration.person,
        audience=history.PERSON,
        verb="offer_lapsed",
        queue_key=None if silent_before else Now(),
    )
    tell(registration, "offer_lapsed", entry, again=not silent_before)


def _offer(registration: Registration, until: datetime, reason: str, by: object | None = None) -> Offer:
    entry = states.move(
        registration,
        Status.OFFERED,
        moves=MOVES,
        actor=by,
        person=registration.person,
        reason=reason,
        audience=history.PERSON,
        queue_key=None,
    )
    offer = Offer.objects.create(registration=registration, expires_at=until, reason=reason)
    tell(registration, "place_offered", entry, until=until.isoformat())
    return offer


def _close(offer: Offer, answer: str) -> None:
    Offer.objects.filter(pk=offer.pk, answered_at__isnull=True).update(answer=answer, answered_at=timezone.now())
