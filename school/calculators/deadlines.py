"""Dates of one activity for one learner: the most generous of programme, group and person wins (spec: school §2, §3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

GRACE = timedelta(minutes=15)  # what arrives within it after the hard date is taken, and called late
PLACES = Decimal("0.0001")


class Dated(Protocol):
    """What is read of a programme's line."""

    soft: datetime | None
    hard: datetime | None
    soft_days: int | None
    hard_days: int | None
    late_factor: Decimal


class Later(Protocol):
    """What is read of an extension."""

    soft: datetime | None
    hard: datetime | None
    extra_attempts: int
    extra_minutes: int
    waives_opening: bool


@dataclass(frozen=True)
class Terms:
    """What holds for this learner: until when to do (`soft`), until when it is taken (`hard`), what was added."""

    soft: datetime | None = None
    hard: datetime | None = None
    late_factor: Decimal = Decimal(1)
    extra_attempts: int = 0
    extra_minutes: int = 0
    waived: bool = False

    @property
    def closes_at(self) -> datetime | None:
        """The last moment at which something is taken."""
        return self.hard + GRACE if self.hard else None

    def closed(self, now: datetime) -> bool:
        """Whether nothing is taken any more."""
        return self.closes_at is not None and now > self.closes_at

    def late(self, now: datetime) -> bool:
        """Whether something handed in now is after its date."""
        date = self.soft or self.hard
        return date is not None and now > date

    def share(self, scaled: Decimal, now: datetime) -> Decimal:
        """The share of points after lateness, half up to 0.0001."""
        factor = self.late_factor if self.soft and now > self.soft else Decimal(1)
        return (scaled * factor).quantize(PLACES, ROUND_HALF_UP)


NO_TERMS = Terms()


def terms_of(item: Dated, begins: datetime | None, zone: str, later: Iterable[Later] = ()) -> Terms:
    """The terms of a line for who studies since `begins`; `later` are extensions of the group and of the person."""
    given = list(later)
    return Terms(
        soft=_latest(_date(item.soft, item.soft_days, begins, zone), [one.soft for one in given]),
        hard=_latest(_date(item.hard, item.hard_days, begins, zone), [one.hard for one in given]),
        late_factor=item.late_factor,
        extra_attempts=sum(one.extra_attempts for one in given),
        extra_minutes=max((one.extra_minutes for one in given), default=0),
        waived=any(one.waives_opening for one in given),
    )


def _date(fixed: datetime | None, days: int | None, begins: datetime | None, zone: str) -> datetime | None:
    """A day of one's own pace ends at its local midnight."""
    if fixed or days is None or begins is None:
        return fixed
    local = begins.astimezone(ZoneInfo(zone)) + timedelta(days=days)
    return datetime.combine(local.date(), time(23, 59, 59), tzinfo=ZoneInfo(zone))


def _latest(own: datetime | None, others: list[datetime | None]) -> datetime | None:
    """No date of one's own is the most generous already."""
    return max([own, *filter(None, others)]) if own else None
