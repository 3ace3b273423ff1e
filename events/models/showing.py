"""What the page of an event shows beside its text: time, place, programme, speakers, places left honestly counted."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest

from core.cache import keep_for
from events.models.event import Event
from events.models.option import RegistrationOption
from events.models.rooms import room_of
from events.programme import by_day
from events.room import Room, Seat
from events.saying import date_parts, time_by, weekdays, when, where, yours
from events.states import Window
from events.window import TAKES_FORMS, closing_time, window
from regions.models import Region

UNSAID = frozenset({"_state", "_prefetched_objects_cache", "touched", "updated_at"})


@dataclass(frozen=True)
class Reserve:
    """Places kept for a region, as the page tells of them."""

    region: Region
    size: int
    taken: int
    free: int
    until: datetime


@dataclass(frozen=True)
class Places:
    """«7 свободно из 30»; `size` None = no limit, `free` None = no limit."""

    size: int | None
    taken: int
    free: int | None
    reserves: list[Reserve]


def reader_region(request: HttpRequest) -> Region | None:
    """The region of a signed-in reader, whose clock may differ; never asked for a visitor, so that the page stays cacheable."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "user", None)
    return user.region if user is not None and user.is_authenticated else None


def places(room: Room, regions: dict[int, Region]) -> Places:
    """Places counted over all options; a quota of all options wins over the sum of single ones."""
    totals = [use for use in room.uses() if use.line.kind == "places"]
    whole = next((use for use in totals if not use.line.options), None)
    shown = [whole] if whole else totals
    limited = [use for use in shown if use.line.size is not None]
    size = sum(use.line.size for use in limited) if limited and len(limited) == len(shown) else None
    reserves = [
        Reserve(regions[use.line.region], use.line.size, use.taken, use.free, use.line.released_at)
        for use in room.uses()
        if use.line.kind == "reserve" and use.line.live(room.now) and use.line.region in regions
    ]
    free = sum(use.free for use in limited) if size is not None else None
    return Places(size, sum(use.taken for use in shown), free, reserves)


def is_full(room: Room, options: list[RegistrationOption], regions: list[int | None]) -> bool:
    """Whether nobody from any of these regions could get a place in any option still offered; no options: in any at all."""
    seats = [Seat(option, region) for option in [option.pk for option in options] or [0] for region in regions]
    return not any(room.fits(seat) for seat in seats)


def showing(event: Event, request: HttpRequest, now: datetime) -> dict:
    """The context of an event page: five queries beside the event itself."""
    room = room_of(event.pk, now)
    # options differ in room only where a quota names them
    options = list(event.options.filter(retired=False)) if any(line.options for line in room.lines) else []
    regions = {region.pk: region for region in _regions(event, room)}
    full = is_full(room, options, [None, *regions])
    state = window(event, None, full=full, now=now)
    reader = reader_region(request)
    sessions = list(event.sessions.filter(cancelled=False))
    speakers = list(event.speakers.select_related("region").filter(agreed=True))
    keep_for(request, 5)
    return {
        "event": event,
        "time_by": time_by(event),
        "date": date_parts(event),
        "weekdays": weekdays(event),
        "when": when(event, reader),
        "where": where(event),
        "yours": yours(event, reader),
        "days": by_day(sessions, event.zone),
        "speakers": speakers,
        "told": [_said(row) for row in (event, event.place, *sessions, *speakers, *regions.values()) if row],
        "places": places(room, regions),
        "window": state,
        "window_says": Window(state).label,
        "takes_forms": state in TAKES_FORMS,
        "closes_at": closing_time(event),
        "regions": list(regions.values()),
    }


def _said(row: Model) -> dict:
    """All that a row says: the parts of the page made of such rows are kept by it."""
    return {name: value for name, value in row.__dict__.items() if name not in UNSAID}


def _regions(event: Event, room: Room) -> list[Region]:
    """Host, neighbours and regions with places kept for them, west to east."""
    ids = {line.region for line in room.lines if line.region} | {event.host_region_id}
    neighbours = event.neighbour_regions.through.objects.filter(event=event).values("region")
    return list(Region.objects.filter(pk__in=ids - {None}) | Region.objects.filter(pk__in=neighbours))
