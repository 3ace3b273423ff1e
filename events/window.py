"""The registration window: facts and a moment in, one state out (spec: events §3). Imports no model."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from events.states import EventStatus, Window

BY_STATUS = {EventStatus.CANCELLED: Window.CANCELLED, EventStatus.POSTPONED: Window.POSTPONED, EventStatus.ARCHIVED: Window.PAST}
TAKES_FORMS = [Window.OPEN, Window.WAITING_ONLY]
JOIN_BEFORE = timedelta(hours=24)


@dataclass(frozen=True)
class Times:
    """When registration opens and closes, of an event or of one of its options."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None


class EventFacts(Protocol):
    """What of an event this file reads."""

    status: str
    starts_at: datetime | None
    ends_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    stopped_at: datetime | None
    waiting_list: bool
    join_url: str


def window(event: EventFacts, option: Times | None, *, full: bool, now: datetime) -> Window:
    """The state of registration for an event, narrowed by an option's own times; `full` = nobody fits just now."""
    if event.status in BY_STATUS:
        return BY_STATUS[event.status]
    if event.ends_at is not None and event.ends_at < now:
        return Window.PAST
    if event.stopped_at is not None:
        return Window.STOPPED
    if any(times.opens_at is not None and now < times.opens_at for times in (event, option) if times):
        return Window.NOT_YET
    if any(closes is not None and now >= closes for closes in (closing_time(event), option.closes_at if option else None)):
        return Window.CLOSED
    if full:
        return Window.WAITING_ONLY if event.waiting_list else Window.FULL
    return Window.OPEN


def may_join(event: EventFacts, now: datetime) -> bool:
    """Whether the way to an online event is open: from a day before till its end."""
    if not event.join_url or event.starts_at is None or event.ends_at is None or event.status != EventStatus.PLANNED:
        return False
    return event.starts_at - JOIN_BEFORE <= now <= event.ends_at


def closing_time(event: EventFacts) -> datetime | None:
    """When registration closes: the day named by the organiser, else the beginning."""
    return event.closes_at or event.starts_at
