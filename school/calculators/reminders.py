"""What a learner is reminded of on a day: dates of the programme, silence, the run's beginning; takes rows (spec: school §6)."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from school.calculators.programme import Line, Programme

SOFT_DAYS, HARD_DAYS, START_DAYS = {3, 1}, {1}, {3, 1}
SILENT_DAYS, SURVEY_DAYS = 14, 3


class ReminderKind(StrEnum):
    """The kinds, the most pressing first."""

    DEADLINE = "deadline_near"
    STARTS = "run_starts"
    SILENT = "silent"
    SURVEY = "survey_asked"


class Studying(Protocol):
    """What is read of an enrolment."""

    public_id: str
    last_seen_on: date | None
    active_from: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class Reason:
    """One line of a digest, in the form a letter's data keeps; `item`: pk of the programme's line, 0 where there is none."""

    kind: str
    enrolment: str
    item: int
    day: str
    hard: bool = False

    def plain(self) -> dict:
        """As kept in a letter."""
        return asdict(self)


def deadlines(enrolment: Studying, programme: Programme, today: date, zone: ZoneInfo) -> Iterator[Reason]:
    """Soft dates three days and one day ahead, hard ones a day ahead, of what the learner still has to do."""
    for line in programme.lines:
        if waits_for_learner(line):
            soft, hard = _local(line.terms.soft, zone), _local(line.terms.hard, zone)
            if hard and (hard - today).days in HARD_DAYS:
                yield Reason(ReminderKind.DEADLINE, enrolment.public_id, line.item.pk, hard.isoformat(), hard=True)
            elif soft and (soft - today).days in SOFT_DAYS:
                yield Reason(ReminderKind.DEADLINE, enrolment.public_id, line.item.pk, soft.isoformat())


def silence(enrolment: Studying, programme: Programme, today: date) -> Iterator[Reason]:
    """Fourteen days to the day since the learner was last seen: once per silence, and only while there is something to do."""
    seen = last_seen(enrolment)
    if (today - seen).days == SILENT_DAYS and programme.next_line:
        yield Reason(ReminderKind.SILENT, enrolment.public_id, 0, seen.isoformat())


def beginning(enrolment: Studying, starts: datetime | None, today: date, zone: ZoneInfo) -> Iterator[Reason]:
    """The run begins in three days, tomorrow."""
    day = _local(starts, zone)
    if day and (day - today).days in START_DAYS:
        yield Reason(ReminderKind.STARTS, enrolment.public_id, 0, day.isoformat())


def last_seen(enrolment: Studying) -> date:
    """The last visit, or the day the study began."""
    return enrolment.last_seen_on or (enrolment.active_from or enrolment.created_at).date()


def waits_for_learner(line: Line) -> bool:
    """Whether there is still something for the learner to do in this line."""
    return not line.done and not line.waits_for_mentor and line.live


def _local(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if moment else None
