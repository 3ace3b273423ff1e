"""The programme by day, in the event's own zone. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from core.moments import local


class Line(Protocol):
    """What of a session this file reads."""

    starts_at: datetime


@dataclass
class Day:
    """One day of the programme: its number, its date, its lines."""

    number: int
    date: date
    lines: list = field(default_factory=list)


def by_day(sessions: Iterable[Line], zone: str) -> list[Day]:
    """Sessions in order, split into days of the zone."""
    days: dict[date, Day] = {}
    for session in sorted(sessions, key=lambda one: one.starts_at):
        day = local(session.starts_at, zone).date()
        days.setdefault(day, Day(len(days) + 1, day)).lines.append(session)
    return list(days.values())
