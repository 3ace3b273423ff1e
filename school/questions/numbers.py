"""Numbers as people type them; `Decimal` alone takes nan, inf, 1e3, 1_000 and foreign digits (spec: school §8, §10)."""

import re
from decimal import Decimal
from typing import Any

SPACES = str.maketrans("", "", " \u00a0\u202f\u2009")
MINUS = str.maketrans("−–", "--")
WEIGHT = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,10})?")
PLAIN = re.compile(r"[+-]?[0-9]{1,12}([.,][0-9]{1,6})?")


def number(text: object) -> Decimal | None:
    """«1 234,5» → 1234.5; None for anything but a plain number («12 руб», «1e9», «nan»)."""
    line = str(text).strip().translate(SPACES).translate(MINUS)
    return Decimal(line.replace(",", ".")) if PLAIN.fullmatch(line) else None


def weight(value: Any) -> Decimal:
    """A weight as it is stored (text, int or float, up to ten places); what is no number between −1 and 1 weighs nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return Decimal(0)
    line = format(value, ".10f") if isinstance(value, float) else str(value)
    return min(max(Decimal(line), Decimal(-1)), Decimal(1)) if WEIGHT.fullmatch(line) else Decimal(0)


def shown(value: Decimal) -> str:
    """A number as a Russian reader writes it, without idle zeros."""
    plain = format(value.normalize() + 0, "f")
    return plain.replace("-", "−").replace(".", ",")


def stored(value: Decimal) -> str:
    """A number as it is kept in JSON: exact, without idle zeros."""
    return format(value.normalize() + 0, "f")
