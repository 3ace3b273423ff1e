"""Taking a place: insert, hold the event, count, settle (spec: events §3, §4; reliability §4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from core import guard, history
from core.contacts import Contact
from events.models import Event, Registration, RegistrationOption
from events.models.rooms import Standing, standing
from events.room import Seat, newcomer_fits
from events.services.letters import tell
from events.states import ACTIVE, Audience, Outsiders, Source, Status, Window
from events.window import TAKES_FORMS, window
from people import consents
from people.models import User
from regions.models import Organisation, Region

LETTERS = {
    Status.CONFIRMED: "registration_confirmed",
    Status.PENDING: "registration_pending",
    Status.WAITING: "waiting_joined",
}


@dataclass(frozen=True)
class Entry:
    """What a person has written: who, where to write or call, from where."""

    surname: str
    name: str
    patronymic: str = ""
    contact: Contact = field(default_factory=Contact)
    second: Contact = field(default_factory=Contact)
    region: Region | None = None
    organisation: Organisation | None = None
    organisation_name: str = ""
    shared_mailbox: bool = False

    @property
    def email(self) -> str:
        return self.contact.email or self.second.email

    @property
    def phone(self) -> str:
        return self.contact.phone or self.second.phone


@dataclass(frozen=True)
class Proof:
    """How consent was given: purposes agreed to, from where, or the number of a paper."""

    purposes: Sequence[str] = ("event_registration",)
    source: str = "web"
    ip: str | None = None
    number: str = ""


class NotOpen(Exception):
    """Registration is not open (any more); `window` says why."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.window = state


class Full(Exception):
    """The last place was taken meanwhile and the person has not agreed to wait; `waiting_list`: may they."""

    def __init__(self, *, waiting_list: bool) -> None:
        super().__init__()
        self.waiting_list = waiting_list


class Outsider(Exception):
    """The event takes people of its own regions only."""


class AlreadyRegistered(Exception):
    """An active entry of this person, address or phone exists."""

    def __init__(self, registration: Registration) -> None:
        super().__init__()
        self.registration = registration


def register(
    event: Event,
    option: RegistrationOption,
    entry: Entry,
    *,
    submit_key: str,
    proof: Proof,
    may_wait: bool = False,
    person: User | None = None,
    source: str = Source.SELF,
    by: User | None = None,
) -> Registration:
    """Register a person: confirmed, pending, or waiting where they agreed to wait; the same `submit_key` gives the same row.

    Raises NotOpen, Full, Outsider, AlreadyRegistered, guard.Busy. Side effects: consents, history, one letter (or call).
    """
    pending = option.needs_approval or is_outsider(event, entry.region)

    @guard.act
    def take() -> Registration:
        registration = _insert(event, option, entry, submit_key=submit_key, person=person, source=source)
        for purpose in proof.purposes:
            consents.give(
                purpose,
                person=person,
                address=str(entry.contact),
                about=registration,
                source=proof.source,
                ip=proof.ip,
                proof=proof.number,
            )
        guard.hold(event)
        return _settle(registration, pending=pending, may_wait=may_wait, by=by)

    try:
        return take()
    except IntegrityError:
        return _found(event, entry, submit_key, person)


def is_outsider(event: Event, region: Region | None) -> bool:
    """Whether somebody of this region comes from outside of a listed audience; raises Outsider where these are refused."""
    if event.audience == Audience.ALL or (region is not None and region.pk == event.host_region_id):
        return False
    if region is not None and event.neighbour_regions.filter(pk=region.pk).exists():
        return False
    if event.outsiders == Outsiders.REFUSE:
        raise Outsider
    return True


def _insert(event: Event, option: RegistrationOption, entry: Entry, **fields: object) -> Registration:
    return Registration.objects.create(
        event=event,
        option=option,
        surname=entry.surname,
        name=entry.name,
        patronymic=entry.patronymic,
        email=entry.email,
        phone=entry.phone,
        shared_mailbox=entry.shared_mailbox,
        region=entry.region,
        organisation=entry.organisation,
        organisation_name="" if entry.organisation else entry.organisation_name,
        status=Status.WAITING,
        queue_key=Now(),
        **fields,
    )


def _settle(registration: Registration, *, pending: bool, may_wait: bool, by: User | None) -> Registration:
    """Under the lock: facts read again, places counted, then this one row is brought to its state."""
    option = RegistrationOption.objects.select_related("event__host_region").get(pk=registration.option_id)
    registration.option, registration.event = option, option.event
    now = timezone.now()
    state = window(option.event, option, full=False, now=now)
    # an organiser adds people by phone and at the door after the window has closed too
    if state not in TAKES_FORMS and (by is None or state in (Window.CANCELLED, Window.PAST)):
        raise NotOpen(state)
    counted = standing(option.event_id, now)
    status = _status(registration, option, counted, pending=pending)
    if status == Status.WAITING and not (may_wait and option.event.waiting_list):
        raise Full(waiting_list=option.event.waiting_list)
    number = counted.last_number + 1
    changes = {"status": status, "ticket_number": number, "queue_key": Now() if status == Status.WAITING else None}
    Registration.objects.filter(pk=registration.pk).update(**changes)
    for name, value in changes.items():
        setattr(registration, name, value)
    entry = history.record(
        registration,
        "registered",
        now={"status": str(status), "number": number, "source": str(registration.source)},
        actor=by,
        person=registration.person,
        audience=history.PERSON,
    )
    tell(registration, LETTERS[status], entry)
    return registration


def _status(registration: Registration, option: RegistrationOption, counted: Standing, *, pending: bool) -> Status:
    if pending and not option.pending_holds_place:
        return Status.PENDING
    if newcomer_fits(counted.room, _without(counted.waiting, registration.seat), registration.seat):
        return Status.PENDING if pending else Status.CONFIRMED
    return Status.WAITING


def _without(seats: list[Seat], own: Seat) -> list[Seat]:
    """People in line without the row just inserted, which stands among them until it is settled."""
    key = (own.option, own.region, own.organisation)
    counted = [(seat, seat.people - ((seat.option, seat.region, seat.organisation) == key)) for seat in seats]
    return [Seat(seat.option, seat.region, seat.organisation, people) for seat, people in counted if people]


def _found(event: Event, entry: Entry, submit_key: str, person: User | None) -> Registration:
    """After a unique constraint has spoken: the row of the same form is success, another active row is told, else a fault."""
    rows = Registration.objects.filter(event=event).select_related("event", "option", "region", "person")
    if same := rows.filter(submit_key=submit_key).first():
        return same
    match = Q(pk__in=[])
    if entry.email:
        match |= Q(email=entry.email, shared_mailbox=False)
    if entry.phone:
        match |= Q(phone=entry.phone, shared_phone=False)
    if person is not None:
        match |= Q(person=person)
    if other := rows.filter(match, status__in=ACTIVE).first():
        raise AlreadyRegistered(other)
    raise IntegrityError
