"""The rows behind `events.room`: quotas and people who take places, read for one event or for a whole list."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Case, Count, Max, Min, Q, Value, When
from django.utils import timezone

from events.models.option import lines_of
from events.models.registration import TAKING, Registration
from events.room import Room, Seat
from events.states import Status

GROUP = ("event", "option", "region", "organisation_key")
TAKES = Case(When(Q(TAKING), then=Value(True)), default=Value(False), output_field=BooleanField())


@dataclass(frozen=True)
class Standing:
    """An event's places as they are: the room, who waits (first in line in front), the last ticket number given."""

    room: Room
    waiting: list[Seat]
    last_number: int


def rooms(event_ids: Iterable[int], now: datetime | None = None) -> dict[int, Room]:
    """The room of each of these events: two queries for any number of them."""
    ids = list(event_ids)
    taken: dict[int, list[Seat]] = defaultdict(list)
    rows = Registration.objects.taking_place().filter(event__in=ids).order_by()
    for event, option, region, key, people in rows.values_list(*GROUP).annotate(n=Count("pk")):
        taken[event].append(Seat(option, region, key, people))
    lines = lines_of(ids)
    return {pk: Room(lines.get(pk, []), taken[pk], now or timezone.now()) for pk in ids}


def room_of(event_id: int, now: datetime | None = None) -> Room:
    """The room of one event; what decides is read inside an act, after `guard.hold(event)`."""
    return rooms([event_id], now)[event_id]


def standing(event_id: int, now: datetime | None = None) -> Standing:
    """Room, line and last number in two queries, for the act of registering."""
    taken, waiting, last = [], [], 0
    rows = Registration.objects.filter(event=event_id).order_by().values_list(*GROUP, "status").annotate(takes=TAKES)
    counted = rows.annotate(n=Count("pk"), first=Min("queue_key"), number=Max("ticket_number")).order_by("first")
    for _event, option, region, key, status, takes, people, _first, number in counted:
        last = max(last, number or 0)
        if takes:
            taken.append(Seat(option, region, key, people))
        elif status == Status.WAITING:
            waiting.append(Seat(option, region, key, people))
    return Standing(Room(lines_of([event_id]).get(event_id, []), taken, now or timezone.now()), waiting, last)
