"""What a learner is reminded of on a day: dates of the programme, silence, the run's beginning; takes rows (spec: school §6).

Each reason is owed since a day, its mark; what could not be told on that day is owed on the next ones while it is still true.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from school.calculators.programme import Line, Programme

SOFT_DAYS, HARD_DAYS, START_DAYS = {3, 1}, {1}, {3, 1}
SILENT_DAYS, SURVEY_DAYS = 14, 3
CATCH_UP = timedelta(days=3)  # how long what has no date of its own is still worth telling


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
    """One line of a digest, in the form a letter's data keeps; `item`: pk of the programme's line, 0 where there is none.

    `due`: the day since when it is owed.
    """

    kind: str
    enrolment: str
    item: int
    day: str
    due: str
    hard: bool = False

    def was_told(self, told: dict, on: str) -> bool:
        """Whether a letter of the day `on` with this line of its data has told the same since it is owed."""
        same = ("kind", "enrolment", "item", "day", "hard")
        return on >= self.due and all(told.get(name) == getattr(self, name) for name in same)

    def plain(self) -> dict:
        """As kept in a letter."""
        return asdict(self)


def deadlines(enrolment: Studying, programme: Programme, now: datetime, zone: ZoneInfo) -> Iterator[Reason]:
    """Soft dates three days and one day ahead, hard ones a day ahead, of what the learner still has to do; none that is past."""
    begun = _begun(enrolment, zone)
    for line in programme.lines:
        if waits_for_learner(line):
            terms, item = line.terms, line.item.pk
            if due := _mark(terms.hard, HARD_DAYS, begun, now, zone):
                day = _local(terms.hard, zone).isoformat()
                yield Reason(ReminderKind.DEADLINE, enrolment.public_id, item, day, due.isoformat(), hard=True)
            elif due := _mark(terms.soft, SOFT_DAYS, begun, now, zone):
                day = _local(terms.soft, zone).isoformat()
                yield Reason(ReminderKind.DEADLINE, enrolment.public_id, item, day, due.isoformat())


def silence(enrolment: Studying, programme: Programme, today: date) -> Iterator[Reason]:
    """Fourteen days since the learner was last seen: once per silence, and only while there is something to do."""
    seen = last_seen(enrolment)
    due = seen + timedelta(days=SILENT_DAYS)
    if due <= today <= due + CATCH_UP and programme.next_line:
        yield Reason(ReminderKind.SILENT, enrolment.public_id, 0, seen.isoformat(), due.isoformat())


def beginning(enrolment: Studying, starts: datetime | None, now: datetime, zone: ZoneInfo) -> Iterator[Reason]:
    """The run begins in three days, tomorrow."""
    if due := _mark(starts, START_DAYS, _begun(enrolment, zone), now, zone):
        yield Reason(ReminderKind.STARTS, enrolment.public_id, 0, _local(starts, zone).isoformat(), due.isoformat())


def after_course(enrolment: Studying, done: date, today: date) -> Iterator[Reason]:
    """The survey, three days after the course was completed."""
    due = done + timedelta(days=SURVEY_DAYS)
    if due <= today <= due + CATCH_UP:
        yield Reason(ReminderKind.SURVEY, enrolment.public_id, 0, done.isoformat(), due.isoformat())


def last_seen(enrolment: Studying) -> date:
    """The last visit, or the day the study began."""
    return enrolment.last_seen_on or (enrolment.active_from or enrolment.created_at).date()


def waits_for_learner(line: Line) -> bool:
    """Whether there is still something for the learner to do in this line."""
    return not line.done and not line.waits_for_mentor and line.live


def _mark(moment: datetime | None, days: set[int], begun: date, now: datetime, zone: ZoneInfo) -> date | None:
    """The latest of the days on which this moment was to be told of, None once it is past; none from before the study began."""
    if moment is None or moment <= now:
        return None
    marks = [_local(moment, zone) - timedelta(days=ahead) for ahead in days]
    return max((mark for mark in marks if begun <= mark <= _local(now, zone)), default=None)


def _begun(enrolment: Studying, zone: ZoneInfo) -> date:
    return _local(enrolment.active_from or enrolment.created_at, zone)


def _local(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
