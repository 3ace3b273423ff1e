"""Several of several: all right ones and no wrong one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from school.questions.kind import Kind, option_texts, share


def read(values: list[str]) -> list[str] | None:
    return sorted(set(filter(None, values))) or None


def mark(data: Mapping[str, Any], answer: list[str]) -> Decimal:
    """All or nothing; with `partial` the sum of the weights between 0 and 1."""
    if data.get("partial"):
        return share(sum(Decimal(str(option.get("weight", 0))) for option in data["options"] if option["id"] in answer))
    return share(set(answer) == {option["id"] for option in data["options"] if option["right"]})


def describe(data: Mapping[str, Any], answer: list[str]) -> str:
    return option_texts(data, answer)


KIND = Kind("multiple", _("несколько из списка"), read, mark, describe)
