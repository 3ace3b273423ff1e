"""Several of several: all right ones and no wrong one, or a sum of weights."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.questions.choices import Choices, option_weight
from school.questions.kind import Data, Posted, share


class Multiple(Choices):
    """The answer is a sorted list of ids."""

    code, title, widget = "multiple", _("несколько из списка"), "checkbox"

    def picked(self, answer: Any) -> list[str]:
        return [key for key in answer if isinstance(key, str)] if isinstance(answer, list) else []

    def read(self, data: Data, post: Posted, name: str) -> list[str] | None:
        return sorted(self.known(data, post.getlist(name))) or None

    def mark(self, data: Data, answer: Any) -> Decimal:
        """All or nothing; with `partial` the sum of the weights between 0 and 1."""
        picked = set(self.picked(answer))
        if data.get("partial"):
            return share(sum((option_weight(option) for option in data["options"] if option["id"] in picked), Decimal(0)))
        return share(picked == {option["id"] for option in data["options"] if option["right"]})

    def validate(self, data: Data) -> list[str]:
        problems = super().validate(data)
        if data.get("partial") and share(sum(filter(_positive, map(option_weight, data.get("options", []))), Decimal(0))) != 1:
            problems.append(gettext("Веса верных вариантов вместе должны давать 1."))
        return problems


def _positive(value: Decimal) -> bool:
    return value > 0


KIND = Multiple()
