"""The total of a course for one learner (spec: school §3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from school.calculators.programme import Line, Programme

PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Total:
    """The weighted share of 1; None when nothing in the course is weighed."""

    share: Decimal | None

    @property
    def percent(self) -> int | None:
        """Whole per cent, half up."""
        return None if self.share is None else int((self.share * 100).quantize(Decimal(1), ROUND_HALF_UP))

    def reaches(self, wanted: int | None) -> bool:
        """Whether it is enough for a wanted per cent; nothing wanted is always enough."""
        return not wanted or (self.share is not None and self.share * 100 >= wanted)


def total(programme: Programme) -> Total:
    """Σ weight × share ÷ Σ weight over the required lines; undone is 0, a lesson passed without points is 1."""
    lines = [line for line in programme.lines if line.item.required]
    return weighted({line.item.activity_id: (line.item.weight, share_of(line)) for line in lines})


def weighted(parts: Mapping[Any, tuple[int, Decimal]]) -> Total:
    """The total of (weight, share) pairs."""
    weights = sum(weight for weight, _share in parts.values())
    if not weights:
        return Total(None)
    points = sum(weight * share for weight, share in parts.values())
    return Total((Decimal(points) / weights).quantize(PLACES, ROUND_HALF_UP))


def share_of(line: Line) -> Decimal:
    """What a line brings: its grade, else 1 when done without points, else 0."""
    if line.scaled is not None:
        return line.scaled
    return Decimal(1) if line.done else Decimal(0)
