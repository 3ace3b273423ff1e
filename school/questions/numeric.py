"""A number, right within a tolerance or a range."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.questions.kind import Data, Feedback, Kind, Posted, best, first_value, share
from school.questions.numbers import number, shown, stored, weight

LONGEST = 40
MOST = 20


class Numeric(Kind):
    """The answer keeps what was typed beside the number: {raw, value}; data: `accepted` of {low, high, weight, remark}."""

    code, title = "numeric", _("число")

    def read(self, data: Data, post: Posted, name: str) -> dict[str, str | None] | None:
        raw = " ".join(first_value(post, name).replace("\x00", "").split())[:LONGEST]
        if not raw:
            return None
        value = number(raw)
        return {"raw": raw, "value": None if value is None else stored(value)}

    def mark(self, data: Data, answer: Any) -> Decimal:
        """The best weight among the ranges the number falls into."""
        found = _match(data, answer)
        return share(weight(found.get("weight", 1)) if found else 0)

    def describe(self, data: Data, answer: Any) -> str:
        return str(answer.get("raw", "")) if isinstance(answer, dict) else ""

    def right_answer(self, data: Data) -> str:
        full = [row for row in data["accepted"] if weight(row.get("weight", 1)) >= 1]
        return gettext(" или ").join(map(range_words, full[:3]))

    def problem(self, data: Data, answer: Any) -> str:
        return gettext("Введите только число.") if isinstance(answer, dict) and _value(answer) is None else ""

    def remarks(self, data: Data, answer: Any) -> list[str]:
        found = _match(data, answer)
        return [found["remark"]] if found and found.get("remark") else []

    def learner_view(self, data: Data, order: Sequence[str] = ()) -> dict[str, Any]:
        return {"longest": LONGEST}

    def filled(self, data: Data, order: Sequence[str], answer: Any, feedback: Feedback) -> dict[str, Any]:
        return self.learner_view(data) | {"value": self.describe(data, answer)}

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
        if accepted and not any(weight(row.get("weight", 1)) == 1 for row in accepted):
            problems.append(gettext("Хотя бы один ответ должен стоить весь балл: вес 1."))
        return problems


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


def _match(data: Data, answer: Any) -> Data | None:
    value = _value(answer) if isinstance(answer, dict) else None
    if value is None:
        return None
    return best(data["accepted"], lambda row: _within(row, value))


def _within(row: Data, value: Decimal) -> bool:
    low, high = number(row["low"]), number(row["high"])
    return low is not None and high is not None and low <= value <= high


KIND = Numeric()
