"""Right or wrong."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.questions.kind import Kind, share


def read(values: list[str]) -> str | None:
    return values[0] if values and values[0] in {"true", "false"} else None


def mark(data: Mapping[str, Any], answer: str) -> Decimal:
    return share((answer == "true") == bool(data["right"]))


def describe(data: Mapping[str, Any], answer: str) -> str:
    return gettext("верно") if answer == "true" else gettext("неверно")


KIND = Kind("true_false", _("верно или неверно"), read, mark, describe)
