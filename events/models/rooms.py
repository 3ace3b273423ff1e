"""The rows behind `events.room`: quotas and people who take places, read for one event or for a whole list."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Min
from django.utils import timezone

from events.models.option import lines_of
from events.models.registration import Registration
from events.room import Room, Seat
from events.states import Status


def rooms(event_ids: Iterable[int], now: datetime | None = None) -> dict[int, Room]:
    """The room of each of these events: two queries for any number of them."""
    ids = list(event_ids)
    taken = _seats(Registration.objects.taking_place().filter(event__in=ids))
    lines = lines_of(ids)
    return {pk: Room(lines.get(pk, []), taken[pk], now or timezone.now()) for pk in ids}


def room_of(event_id: int, now: datetime | None = None) -> Room:
    """The room of one event; what decides is read inside an act, after `guard.hold(event)`."""
    return rooms([event_id], now)[event_id]


def waiting_seats(event_id: int) -> list[Seat]:
    """People in line counted by option, region and organisation, those who came first in front; one query."""
    return _seats(Registration.objects.filter(event=event_id, status=Status.WAITING))[event_id]


def _seats(rows: "Iterable[Registration]") -> dict[int, list[Seat]]:
    found: dict[int, list[Seat]] = defaultdict(list)
    grouped = rows.order_by().values_list("event", "option", "region", "organisation_key")
    for event, option, region, key, people, _first in grouped.annotate(n=Count("pk"), first=Min("queue_key")).order_by("first"):
        found[event].append(Seat(option, region, key, people))
    return found
