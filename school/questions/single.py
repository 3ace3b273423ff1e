"""One of several."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.questions.choices import Choices, option_weight
from school.questions.kind import Data, Posted, share


class Single(Choices):
    """The answer is the id of the choice."""

    code, title = "single", _("один из списка")

    def picked(self, answer: Any) -> list[str]:
        return [answer] if isinstance(answer, str) else []

    def read(self, data: Data, post: Posted, name: str) -> str | None:
        known = self.known(data, post.getlist(name)[:1])
        return known[0] if known else None

    def mark(self, data: Data, answer: Any) -> Decimal:
        """The weight of the choice."""
        return next((share(option_weight(option)) for option in data["options"] if option["id"] == answer), share(0))

    def validate(self, data: Data) -> list[str]:
        problems = super().validate(data)
        weights = [option_weight(option) for option in data.get("options", [])]
        if weights and max(weights) != 1:
            problems.append(gettext("Хотя бы один вариант должен стоить весь балл: вес 1."))
        return problems


KIND = Single()
