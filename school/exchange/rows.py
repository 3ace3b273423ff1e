"""Options, pairs and items with random ids, for all formats."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from school.questions import new_option_id


def options(rows: Iterable[tuple[str, str, str]], *, several: bool) -> list[dict[str, Any]]:
    """Options of (text, weight, remark); right is what weighs anything among several, the whole among one."""
    return [_option(text, Decimal(weight), remark, several) for text, weight, remark in rows]


def pairs(rows: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Pairs of (left, right); a pair without a left side is a spare right one, equal right sides are one."""
    lefts, rights = [], {}
    for left, right in rows:
        key = rights.setdefault(right, new_option_id())
        if left:
            lefts.append({"id": new_option_id(), "text": left, "match": key})
    return {"lefts": lefts, "rights": [{"id": key, "text": text} for text, key in rights.items()]}


def items(texts: Iterable[str]) -> dict[str, Any]:
    """Items in the right order."""
    return {"items": [{"id": new_option_id(), "text": text} for text in texts]}


def _option(text: str, weight: Decimal, remark: str, several: bool) -> dict[str, Any]:
    """A weight is kept only where it is not the usual one."""
    right = weight > 0 if several else weight == 1
    kept = None if weight == int(right) else format(weight, "f")
    return {"id": new_option_id(), "text": text, "right": right, "weight": kept, "remark": remark}
