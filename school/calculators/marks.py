"""Points of a work by its rubric (spec: school §3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PLACES = Decimal("0.0001")
CENTS = Decimal("0.01")


@dataclass(frozen=True)
class Scored:
    """One criterion: its weight, the points of the chosen level and of the best one."""

    weight: Decimal
    points: Decimal
    best: Decimal


@dataclass(frozen=True)
class Points:
    """Points given, of how many, and their share of 1."""

    raw: Decimal
    max: Decimal

    @property
    def scaled(self) -> Decimal:
        return (self.raw / self.max).quantize(PLACES, ROUND_HALF_UP) if self.max else Decimal(0)


def by_rubric(scores: Iterable[Scored]) -> Points:
    """Σ weight × points of Σ weight × best."""
    scores = list(scores)
    raw = sum((one.weight * one.points for one in scores), Decimal(0))
    best = sum((one.weight * one.best for one in scores), Decimal(0))
    return Points(raw.quantize(CENTS, ROUND_HALF_UP), best.quantize(CENTS, ROUND_HALF_UP))
