"""A word or a number typed by the learner; case, spaces, ё, quotes and dashes do not matter, `*` stands for anything."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from school.questions.kind import Kind, share

LONGEST = 500
QUOTES = dict.fromkeys(map(ord, "«»„“”\"'’‘"), "")
DASHES = dict.fromkeys(map(ord, "–—−‑"), "-")


def folded(text: str) -> str:
    """An answer as it is compared."""
    return " ".join(text[:LONGEST].lower().replace("ё", "е").translate(QUOTES | DASHES).split())


def read(values: list[str]) -> str | None:
    text = " ".join(values[0].split())[:LONGEST] if values else ""
    return text or None


def mark(data: Mapping[str, Any], answer: str) -> Decimal:
    """The best weight among the accepted answers that match."""
    given = folded(answer)
    weights = [accepted.get("weight", 1) for accepted in data["accepted"] if _matches(folded(accepted["text"]), given)]
    return share(max(weights, default=0))


def describe(data: Mapping[str, Any], answer: str) -> str:
    return answer


def _matches(pattern: str, given: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), given) is not None


KIND = Kind("short", _("короткий ответ"), read, mark, describe)
