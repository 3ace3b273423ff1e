"""What every kind of question can do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

STEP = Decimal("0.0001")


@dataclass(frozen=True)
class Kind:
    """A kind of question.

    `read(post values) -> answer or None`: None is «not answered»; `mark(data, answer) -> 0..1` in steps of 0.0001;
    `describe(data, answer) -> words` for reports.
    """

    code: str
    title: str
    read: Callable[[list[str]], Any]
    mark: Callable[[Mapping[str, Any], Any], Decimal]
    describe: Callable[[Mapping[str, Any], Any], str]


def share(value: Decimal | int | float) -> Decimal:
    """A share between 0 and 1, rounded half up to 0.0001."""
    return min(max(Decimal(value), Decimal(0)), Decimal(1)).quantize(STEP, ROUND_HALF_UP)


def option_texts(data: Mapping[str, Any], ids: list[str]) -> str:
    """Texts of the chosen options, in the order of the question."""
    return "; ".join(option["text"] for option in data["options"] if option["id"] in ids)
