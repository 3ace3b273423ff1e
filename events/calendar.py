"""Calendar files: one VEVENT per day, in UTC, with a stable UID (spec: events §7).

No VTIMEZONE and no TZID: a correct one of a Russian zone is read an hour early by widespread programs (law of 2014).
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from core.moments import local
from core.plain import many_lines, one_line
from events.saying import when, where
from events.states import EventStatus

METHOD = "PUBLISH"


def calendar(items: Iterable["Item"], name: str = "") -> bytes:
    """A calendar file of these events; the name is what a subscribed calendar is called."""
    book = Calendar()
    book.add("prodid", "-//fms//sobytiya//RU")
    book.add("version", "2.0")
    book.add("method", METHOD)
    if name:
        book.add("x-wr-calname", one_line(name))
    for item in items:
        for line in item.lines():
            book.add_component(line)
    return book.to_ical()


class Item:
    """One event as calendars see it; `sessions` split several days, `cancelled` overrules the event's own state."""

    def __init__(self, event: object, url: str, sessions: Iterable = (), *, cancelled: bool = False, note: str = "") -> None:
        self.event, self.url, self.sessions, self.note = event, url, list(sessions), note
        self.cancelled = cancelled or event.status == EventStatus.CANCELLED

    def lines(self) -> list[Event]:
        """The VEVENTs: one per day; none without dates."""
        if self.event.starts_at is None:
            return []
        return [self._line(number, starts, ends) for number, (starts, ends) in enumerate(self._days(), start=1)]

    def _days(self) -> list[tuple[datetime, datetime]]:
        days: dict[object, tuple[datetime, datetime]] = {}
        for session in self.sessions:
            day = local(session.starts_at, self.event.zone).date()
            ends = session.ends_at or session.starts_at + timedelta(hours=1)
            first, last = days.get(day, (session.starts_at, ends))
            days[day] = (min(first, session.starts_at), max(last, ends))
        return [days[day] for day in sorted(days)] or [(self.event.starts_at, self.event.ends_at)]

    def _line(self, number: int, starts: datetime, ends: datetime) -> Event:
        line, event = Event(), self.event
        line.add("uid", f"{event.key}-{number}@{settings.SITE_URL.split('//')[-1].split(':')[0]}")
        line.add("sequence", event.sequence)
        line.add("dtstamp", timezone.now().astimezone(UTC))
        line.add("dtstart", starts.astimezone(UTC))
        line.add("dtend", ends.astimezone(UTC))
        line.add("summary", one_line(event.title))
        line.add("description", many_lines("\n".join(part for part in (when(event), self.note, self.url) if part)))
        line.add("location", one_line(where(event)))
        line.add("status", "CANCELLED" if self.cancelled else "CONFIRMED")
        if self.url:
            line.add("url", self.url)
        return line
