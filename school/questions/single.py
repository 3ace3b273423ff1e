"""One of several."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from school.questions.kind import Kind, option_texts, share


def read(values: list[str]) -> str | None:
    return values[0] if values and values[0] else None


def mark(data: Mapping[str, Any], answer: str) -> Decimal:
    """The weight of the choice: 1 for the right one; an unknown id is worth nothing."""
    return next(
        (share(option.get("weight", int(option["right"]))) for option in data["options"] if option["id"] == answer), share(0)
    )


def describe(data: Mapping[str, Any], answer: str) -> str:
    return option_texts(data, [answer])


KIND = Kind("single", _("один из списка"), read, mark, describe)
