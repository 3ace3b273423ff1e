"""An attempt as pure sums: what is asked, until when, what it brings, how much of the key may be seen (spec: school §3)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from django.db import models
from django.utils.translation import gettext_lazy as _

GRACE = timedelta(seconds=60)  # an answer that was on its way when the time ran out is taken
PLACES = Decimal("0.0001")
POINTS = Decimal("0.01")


class AttemptPolicy(models.TextChoices):
    """Which attempt counts."""

    BEST = "best", _("лучшая попытка")
    LAST = "last", _("последняя попытка")
    FIRST = "first", _("первая попытка")
    AVERAGE = "average", _("среднее по попыткам")


class FeedbackRule(models.TextChoices):
    """When right answers are shown; points and explanations are always shown at once."""

    AFTER_PASS = "after_pass", _("когда тест пройден или попыток больше нет")
    AT_ONCE = "at_once", _("сразу после попытки")
    AFTER_HARD = "after_hard", _("после последнего срока")


@dataclass(frozen=True)
class Slot:
    """A place of a quiz: a question by name (`named`), or so many (`count`) of the questions in `pool`."""

    points: Decimal
    pool: tuple[int, ...]
    count: int = 1
    named: bool = False


@dataclass(frozen=True)
class Picked:
    """A question to ask and what it is worth."""

    question: int
    points: Decimal


@dataclass(frozen=True)
class Tally:
    """Points of an attempt: got, possible, the share of 1."""

    raw: Decimal
    max: Decimal
    share: Decimal


@dataclass(frozen=True)
class Tried:
    """A graded attempt for the policy; `share` is after lateness, `raw` and `max` before it."""

    number: int
    share: Decimal
    raw: Decimal
    max: Decimal
    late: bool = False


def pick(slots: Sequence[Slot], seen: Collection[int], random: Random) -> list[Picked]:
    """What is asked: named questions, then each category's share of those not asked yet in this attempt, unseen ones first.

    The narrowest categories choose first, or a wide one would take theirs. Where questions are short, all there are.
    """
    taken = _named(slots)
    chosen: dict[int, list[int]] = {}
    for at, slot in _narrow_first(slots):
        free = list(slot.pool) if slot.named else sorted(set(slot.pool) - taken)
        random.shuffle(free)
        chosen[at] = sorted(free, key=lambda question: question in seen)[: slot.count]
        taken.update(chosen[at])
    asked: dict[int, Decimal] = {}
    for at, slot in enumerate(slots):
        for question in chosen[at]:
            asked.setdefault(question, slot.points)
    return [Picked(question, points) for question, points in asked.items()]


def shortages(slots: Sequence[Slot]) -> list[tuple[int, int]]:
    """Which slots (by place) would get fewer questions than they ask, with how many they get."""
    got: dict[int, int] = {}
    taken = _named(slots)
    for at, slot in _narrow_first(slots):
        free = sorted(set(slot.pool) - (set() if slot.named else taken))[: slot.count]
        taken.update(free)
        got[at] = len(free)
    return [(at, got[at]) for at, slot in enumerate(slots) if got[at] < slot.count]


def deadline(started: datetime, minutes: int | None, extra: int, hard: datetime | None) -> datetime | None:
    """Start + minutes + extra minutes, not past the hard date; None where nothing limits."""
    ends = [started + timedelta(minutes=minutes + extra)] if minutes else []
    return min([*ends, *([hard] if hard else [])], default=None)


def is_over(at: datetime, until: datetime | None) -> bool:
    """Whether what arrives at this moment is too late."""
    return until is not None and at > until + GRACE


def minutes_left(now: datetime, until: datetime) -> int:
    """Whole minutes till the end, none after it."""
    return max(0, int((until - now).total_seconds()) // 60)


def score_of(share: Decimal, points: Decimal) -> Decimal:
    """Points of an answer, half up to 0.0001."""
    return (share * points).quantize(PLACES, ROUND_HALF_UP)


def tally(rows: Iterable[tuple[Decimal, Decimal | None]]) -> Tally:
    """The sum of (points possible, points got); what is not marked yet counts nothing."""
    pairs = [(points, score or Decimal(0)) for points, score in rows]
    top, raw = sum((points for points, _score in pairs), Decimal(0)), sum((score for _points, score in pairs), Decimal(0))
    return Tally(raw, top, share_of(raw, top))


def share_of(raw: Decimal, top: Decimal) -> Decimal:
    """Points as a share of 1, half up to 0.0001; an attempt without questions is worth nothing."""
    return (raw / top).quantize(PLACES, ROUND_HALF_UP) if top else Decimal(0)


def by_policy(policy: str, tried: Sequence[Tried]) -> Tried | None:
    """What all attempts bring together; None where none is graded. Of equal best ones the earliest counts."""
    if not tried:
        return None
    ordered = sorted(tried, key=lambda one: one.number)
    if policy == AttemptPolicy.AVERAGE:
        return _average(ordered)
    if policy == AttemptPolicy.FIRST:
        return ordered[0]
    return ordered[-1] if policy == AttemptPolicy.LAST else max(ordered, key=lambda one: (one.share, -one.number))


def passes(share: Decimal, percent: int | None) -> bool:
    """Whether the share is enough."""
    return share * 100 >= (percent or 0)


def attempts_left(limit: int | None, extra: int, used: int) -> int | None:
    """How many may still be begun; None is «any number»."""
    return None if limit is None else max(0, limit + extra - used)


def next_start(closed: datetime | None, hours: int | None) -> datetime | None:
    """Before this moment no attempt begins; None where nothing is to be waited for."""
    return closed + timedelta(hours=hours) if closed and hours else None


def shows_right(rule: str, *, passed: bool, left: int | None, running: bool, hard_over: bool | None) -> bool:
    """Whether right answers of a closed attempt may be seen; never while another one runs.

    `left`: attempts left, None for any number; `hard_over`: whether the hard date has gone, None where there is none (then
    «after the hard date» is as good as «never», so the usual rule holds).
    """
    if running:
        return False
    if rule == FeedbackRule.AT_ONCE:
        return True
    if rule == FeedbackRule.AFTER_HARD and hard_over is not None:
        return hard_over
    return passed or left == 0


def _named(slots: Sequence[Slot]) -> set[int]:
    return {question for slot in slots if slot.named for question in slot.pool}


def _narrow_first(slots: Sequence[Slot]) -> list[tuple[int, Slot]]:
    return sorted(enumerate(slots), key=lambda one: len(one[1].pool))


def _average(ordered: list[Tried]) -> Tried:
    count, top = len(ordered), ordered[-1].max
    share = (sum(one.share for one in ordered) / count).quantize(PLACES, ROUND_HALF_UP)
    plain = sum((one.raw / one.max if one.max else Decimal(0)) for one in ordered) / count
    return Tried(ordered[-1].number, share, (plain * top).quantize(POINTS, ROUND_HALF_UP), top, any(one.late for one in ordered))
