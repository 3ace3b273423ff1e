"""Numbers of a practice worked out from its blocks: money, budget with valued contributions, hours, needs, completeness."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from practices.choices import NO_MONEY, ResourceKind


@dataclass(frozen=True)
class Figures:
    """Whole roubles; None where nothing was valued."""

    money: int | None
    budget: int | None
    hours: int
    needs: tuple[str, ...]


def figures_of(resources: Iterable[Any]) -> Figures:
    """Figures of the resource blocks (mappings with kind, amount, unit, value_rub)."""
    rows = list(resources)
    money = [row["value_rub"] for row in rows if row["kind"] == ResourceKind.MONEY and row["value_rub"] is not None]
    valued = [row["value_rub"] for row in rows if row["value_rub"] is not None]
    hours = [row["amount"] for row in rows if row["kind"] == ResourceKind.VOLUNTEER_HOURS and row["amount"] is not None]
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    without = [NO_MONEY] if rows and ResourceKind.MONEY not in kinds else []
    return Figures(sum(money) if money else None, sum(valued) if valued else None, int(sum(hours)), (*kinds, *without))


@dataclass(frozen=True)
class Gap:
    """What a description lacks and how many points of a hundred it costs."""

    name: str
    points: int


POINTS = {
    "summary": 5,
    "problem": 10,
    "groups": 5,
    "themes": 5,
    "steps": 15,
    "dates": 5,
    "resources": 10,
    "partners": 5,
    "results": 10,
    "evidence": 10,
    "what_failed": 5,
    "transfer_conditions": 10,
    "photo": 5,
}


def gaps_of(has: dict[str, bool]) -> list[Gap]:
    """What is missing, the dearest first; `has` tells of each name of POINTS whether it is there."""
    missing = [Gap(name, points) for name, points in POINTS.items() if not has.get(name)]
    return sorted(missing, key=lambda gap: -gap.points)


def completeness_of(has: dict[str, bool]) -> int:
    """0…100."""
    return 100 - sum(gap.points for gap in gaps_of(has))
