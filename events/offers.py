"""Until when an offered place waits for an answer (spec: events §4). Pure."""

from datetime import datetime, time, timedelta

from core.moments import local

SHORT_HOURS = 6
LAST_DAYS, QUIET_HOURS = timedelta(days=3), timedelta(hours=12)
NIGHT_FROM, NIGHT_TO = time(22), time(9)


def deadline(now: datetime, starts_at: datetime | None, zone: str, hours: int) -> datetime | None:
    """The last moment to answer, or None when it is too late for an offer by itself: less than 12 hours are left.

    Six hours in the last three days; a deadline at night of the event's zone moves to nine in the morning, never past the start.
    """
    if starts_at is None:
        return _by_day(now + timedelta(hours=hours), zone)
    left = starts_at - now
    if left < QUIET_HOURS:
        return None
    wait = min(hours, SHORT_HOURS) if left < LAST_DAYS else hours
    return min(_by_day(now + timedelta(hours=wait), zone), starts_at)


def _by_day(moment: datetime, zone: str) -> datetime:
    here = local(moment, zone)
    if here.time() >= NIGHT_FROM:
        here += timedelta(days=1)
    elif here.time() >= NIGHT_TO:
        return moment
    return here.replace(hour=NIGHT_TO.hour, minute=0, second=0, microsecond=0)
