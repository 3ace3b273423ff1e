"""How many places are left: one calculation for page, register, approve, change and promotion (spec: events §4).

Pure: it takes rows as values and imports no model. `None` as a number of places means «no limit».
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from events.states import QuotaKind


@dataclass(frozen=True)
class Line:
    """One quota of an event; no options means all of them."""

    pk: int
    kind: str
    size: int | None
    options: frozenset[int] = frozenset()
    region: int | None = None
    within: int | None = None
    released_at: datetime | None = None

    def concerns(self, option: int) -> bool:
        """Whether a person of this option counts in this quota."""
        return not self.options or option in self.options

    def live(self, now: datetime) -> bool:
        """Whether a reserve still keeps its places."""
        return self.released_at is None or self.released_at > now


@dataclass(frozen=True)
class Seat:
    """So many people of one option, region and organisation («» = none told)."""

    option: int
    region: int | None = None
    organisation: str = ""
    people: int = 1


@dataclass(frozen=True)
class Use:
    """A quota as the organiser reads it: taken, kept by reserves, free."""

    line: Line
    taken: int
    kept: int
    free: int | None
    over: int = 0


class Room:
    """The quotas of one event with the people who take its places."""

    def __init__(self, lines: Iterable[Line], seats: Iterable[Seat], now: datetime) -> None:
        self.lines, self.seats, self.now = list(lines), list(seats), now

    def left(self, who: Seat) -> int | None:
        """How many people like this one still fit; None where nothing limits them."""
        found = [self._left_in(line, who) for line in self.lines if line.concerns(who.option)]
        numbers = [number for number in found if number is not None]
        return max(0, min(numbers)) if numbers else None

    def fits(self, who: Seat) -> bool:
        """Whether one more person like this one fits."""
        left = self.left(who)
        return left is None or left > 0

    def take(self, who: Seat) -> None:
        """Count the person in, for whoever is asked about next."""
        self.seats.append(replace(who, people=1))

    def let_go(self, who: Seat) -> None:
        """Count the person out: their own place is free for themselves when they change something."""
        self.seats.append(replace(who, people=-1))

    def uses(self) -> Iterator[Use]:
        """Each quota with what is taken, kept and free, for the organiser's table."""
        for line in self.lines:
            inside = self._inside(line)
            if line.kind == QuotaKind.PLACES:
                taken = sum(seat.people for seat in inside)
                used = self._used(line, inside)
                yield self._use(line, taken, used - taken)
            elif line.kind == QuotaKind.RESERVE:
                taken = sum(seat.people for seat in self.seats if seat.region == line.region)
                yield self._use(line, taken, max(0, (line.size or 0) - taken) if line.live(self.now) else 0)

    def _use(self, line: Line, taken: int, kept: int) -> Use:
        if line.size is None:
            return Use(line, taken, kept, None)
        if line.kind == QuotaKind.RESERVE:
            return Use(line, taken, kept, kept, max(0, taken - line.size))
        return Use(line, taken, kept, max(0, line.size - taken - kept), max(0, taken - line.size))

    def _left_in(self, line: Line, who: Seat) -> int | None:
        if line.size is None or line.kind == QuotaKind.RESERVE:
            return None
        inside = self._inside(line)
        if line.kind == QuotaKind.PLACES:
            return self._left_of_places(line, inside, who)
        if line.kind == QuotaKind.PER_REGION:
            # «другой регион» is many regions, so it has no cap of its own
            return None if who.region is None else line.size - sum(one.people for one in inside if one.region == who.region)
        if not who.organisation:
            return None
        return line.size - sum(one.people for one in inside if one.organisation == who.organisation)

    def _left_of_places(self, line: Line, inside: list[Seat], who: Seat) -> int:
        """Largest n with Σ max(taken, reserve) + others ≤ size when n more people of this region are counted."""
        reserves = self._reserves(line)
        of_region = sum(seat.people for seat in inside if seat.region == who.region)
        if who.region not in reserves:
            return line.size - self._used(line, inside)
        others = self._used(line, inside) - max(of_region, reserves[who.region])
        return line.size - others - of_region if others + reserves[who.region] <= line.size else 0

    def _used(self, line: Line, inside: list[Seat]) -> int:
        by_region: dict[int | None, int] = defaultdict(int)
        for seat in inside:
            by_region[seat.region] += seat.people
        reserves = self._reserves(line)
        kept = sum(max(by_region.pop(region, 0), size) for region, size in reserves.items())
        return kept + sum(by_region.values())

    def _inside(self, line: Line) -> list[Seat]:
        return [seat for seat in self.seats if line.concerns(seat.option)]

    def _reserves(self, line: Line) -> dict[int | None, int]:
        return {
            one.region: one.size or 0
            for one in self.lines
            if one.kind == QuotaKind.RESERVE and one.within == line.pk and one.live(self.now)
        }


def newcomer_fits(room: Room, waiting: Iterable[Seat], newcomer: Seat) -> bool:
    """Whether the newcomer gets a place at once: nobody waiting could take it. `waiting` in order of the line.

    `room` is changed: the waiting people who would fit are counted in.
    """
    for seat in waiting:
        for _person in range(seat.people):
            if not room.fits(seat):
                break
            room.take(seat)
    return room.fits(newcomer)
