"""A number, right within a tolerance or a range."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.questions.accepted import Accepting, full_rows, weightless
from school.questions.kind import Data, Posted, best, first_value
from school.questions.numbers import number, shown, stored

LONGEST = 40
MOST = 20


class Numeric(Accepting):
    """The answer keeps what was typed beside the number: {raw, value}; data: `accepted` of {low, high, weight, remark}."""

    code, title = "numeric", _("число")
    longest = LONGEST

    def read(self, data: Data, post: Posted, name: str) -> dict[str, str | None] | None:
        raw = " ".join(first_value(post, name).replace("\x00", "").split())[:LONGEST]
        if not raw:
            return None
        value = number(raw)
        return {"raw": raw, "value": None if value is None else stored(value)}

    def describe(self, data: Data, answer: Any) -> str:
        return str(answer.get("raw", "")) if isinstance(answer, dict) else ""

    def right_answer(self, data: Data) -> str:
        return gettext(" или ").join(map(range_words, full_rows(data)[:3]))

    def problem(self, data: Data, answer: Any) -> str:
        return gettext("Введите только число.") if isinstance(answer, dict) and _value(answer) is None else ""

    def match(self, data: Data, answer: Any) -> Data | None:
        """The best of the ranges the number falls into."""
        value = _value(answer) if isinstance(answer, dict) else None
        return None if value is None else best(data["accepted"], lambda row: _within(row, value))

    def validate(self, data: Data) -> list[str]:
        accepted = data.get("accepted", [])
        ends = [(number(row["low"]), number(row["high"])) for row in accepted]
        problems = []
        if not 1 <= len(accepted) <= MOST:
            problems.append(gettext("Нужно хотя бы одно верное число, не больше двадцати."))
        if any(low is None or high is None for low, high in ends):
            problems.append(gettext("В верном ответе должно стоять только число."))
        elif any(low > high for low, high in ends):
            problems.append(gettext("Начало промежутка больше его конца."))
        return problems + weightless(accepted)


def around(value: Decimal, tolerance: Decimal) -> dict[str, str]:
    """The range of a value and its tolerance."""
    return {"low": stored(value - abs(tolerance)), "high": stored(value + abs(tolerance))}


def range_words(row: Data) -> str:
    """«5», «от 4,5 до 5,5»."""
    low, high = number(row["low"]), number(row["high"])
    if low is None or high is None:
        return ""
    return shown(low) if low == high else gettext("от %(low)s до %(high)s") % {"low": shown(low), "high": shown(high)}


def _value(answer: dict) -> Decimal | None:
    return number(answer["value"]) if isinstance(answer.get("value"), str) else None


def _within(row: Data, value: Decimal) -> bool:
    low, high = number(row["low"]), number(row["high"])
    return low is not None and high is not None and low <= value <= high


KIND = Numeric()
