"""Weights in per cent, as people round them: 33 means a third."""

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from school.questions.numbers import number

# Shares that per cents cannot say exactly; people write them rounded or cut off.
PARTS = [Decimal(above) / below for above, below in ((1, 3), (2, 3), (1, 6), (5, 6), (1, 7), (1, 9))]
PLACES = Decimal("0.0000000001")
TOO_FINE = re.compile(r"([.,][0-9]{6})[0-9]{1,12}$")


def imported(text: str) -> Decimal | None:
    """A number of another system: what is finer than six places is cut off."""
    return number(TOO_FINE.sub(r"\1", text.strip()))


def share_of(percent: str) -> str | None:
    """«33,33» → «0.3333333333»; None for what is no number between −100 and 100."""
    given = imported(percent)
    if given is None or abs(given) > 100:
        return None
    size = next((part for part in PARTS if abs(given) in _roundings(part * 100, given)), abs(given) / 100)
    share = size.quantize(PLACES).normalize() + 0
    return format(-share if given < 0 else share, "f")


def percent_of(weight: Decimal) -> str:
    """«0.3333333333» → «33.33333», as GIFT writes it."""
    return format((weight * 100).quantize(Decimal("0.00001")).normalize() + 0, "f")


def _roundings(exact: Decimal, given: Decimal) -> set[Decimal]:
    step = Decimal(1).scaleb(given.as_tuple().exponent)
    return {exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN)}
