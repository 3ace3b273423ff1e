"""The list of events with its filters, and the month; one place for the page and the month's screen."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page as WagtailPage

from core import languages
from core.cache import keep_for
from core.moments import local
from events.filters import EventFilter
from events.models.event import Event
from events.models.rooms import rooms
from events.models.showing import Places, places
from events.saying import date_parts, time_by
from events.states import Window
from events.window import window

PER_PAGE = 24
MOSCOW = ZoneInfo("Europe/Moscow")


@dataclass
class Row:
    """An event in a list: facts, address, free places."""

    event: Event
    page: WagtailPage | None
    places: Places
    state: Window
    time_by: str

    @property
    def url(self) -> str:
        """Where it is told of; empty where no page is live."""
        return (self.page.url or "") if self.page else ""

    @property
    def title(self) -> str:
        """Of the page in the language of the screen; the event's own name where there is no such page."""
        told = self.page and self.page.locale.language_code == languages.current() != languages.RUSSIAN
        return self.page.title if told else self.event.title

    @property
    def date_parts(self) -> tuple[str, str]:
        """The date in two sizes."""
        return date_parts(self.event)

    @property
    def first_day(self) -> date | None:
        """Its first day by its own clock."""
        return local(self.event.starts_at, self.event.zone).date() if self.event.starts_at else None

    @property
    def state_says(self) -> str:
        """The state of registration as a sentence."""
        return str(Window(self.state).label)


def published() -> QuerySet:
    """Events that have a page everybody sees."""
    live = WagtailPage.objects.live().filter(content_type__app_label="events", content_type__model="eventpage")
    return Event.objects.filter(key__in=live.values("translation_key")).select_related("place", "host_region")


def listing(request: HttpRequest, url: str, now: datetime) -> dict:
    """The context of the list: filter, rows of one page, addresses of the feeds; 5 queries for any number of events."""
    past = "past" in request.GET
    rows = published().past(now) if past else published().upcoming(now)
    found = EventFilter(request.GET or None, queryset=rows)
    chosen = found.qs if found.is_valid() else rows
    if request.GET.get("free") and not past:
        free = [pk for pk, room in rooms(chosen.values_list("pk", flat=True), now).items() if _has_room(room)]
        chosen = chosen.filter(pk__in=free)
    # what is coming is little: read whole, it needs no count of its own
    page = Paginator(chosen if past else list(chosen), PER_PAGE).get_page(request.GET.get("page"))
    keep_for(request, 5)
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "filter": found,
        "past": past,
        "items": rows_of(page, now),
        "pages": page,
        "query": query.urlencode(),
        "region": found.form.cleaned_data.get("region") if found.is_bound and found.is_valid() else "",
        "this_month": local(now, MOSCOW).strftime("%Y-%m"),
        "list_url": url,
        "filtered": any(request.GET.get(name) for name in [*EventFilter.base_filters]),
    }


def rows_of(events: "Page | list[Event]", now: datetime) -> list[Row]:
    """Events with address and places: three queries for any number of them."""
    found = list(events)
    counted, pages = rooms([event.pk for event in found], now), pages_of(found)
    return [
        Row(
            event,
            pages.get(event.key),
            places(counted[event.pk], {}),
            window(event, None, full=not _has_room(counted[event.pk]), now=now),
            time_by(event),
        )
        for event in found
    ]


def pages_of(events: list[Event]) -> dict[object, WagtailPage]:
    """Each event's page in the language of the screen, Russian where it has none; one query."""
    locale = languages.current()
    pages = WagtailPage.objects.live().filter(translation_key__in=[event.key for event in events]).select_related("locale")
    ordered = sorted(pages, key=lambda page: (page.locale.language_code == locale, page.locale.language_code == "ru"))
    return {page.translation_key: page for page in ordered}


def urls_of(events: list[Event]) -> dict[object, str]:
    """Their addresses; one query."""
    return {key: page.url or "" for key, page in pages_of(events).items()}


def month_days(first: date, now: datetime) -> list[tuple[date, list[Row]]]:
    """The days of a month that have events, by the event's own clock."""
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    since = datetime(first.year, first.month, 1, tzinfo=MOSCOW) - timedelta(days=1)
    until = datetime(after.year, after.month, 1, tzinfo=MOSCOW) + timedelta(days=1)
    events = published().filter(starts_at__lt=until, ends_at__gte=since).exclude(status="archived").order_by("starts_at")
    days: dict[date, list[Row]] = {}
    for row in rows_of(events, now):
        day, last = local(row.event.starts_at, row.event.zone).date(), local(row.event.ends_at, row.event.zone).date()
        while day <= last:
            if first <= day < after:
                days.setdefault(day, []).append(row)
            day += timedelta(days=1)
    return sorted(days.items())


def _has_room(room: object) -> bool:
    """Whether some place is free for somebody: no quota of places is used up to the last."""
    uses = [use for use in room.uses() if use.line.kind == "places"]
    return not uses or any(use.free is None or use.free + use.kept > 0 for use in uses)
