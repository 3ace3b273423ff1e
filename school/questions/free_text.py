"""A text in one's own words; a mentor marks it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.plain import many_lines
from school.questions.kind import Data, Feedback, Kind, Posted, first_value, share

LONGEST = 10_000
LINES = 8


class FreeText(Kind):
    """The answer is the text; data: `lines` of the box, `guide` for whoever marks."""

    code, title, by_hand = "free_text", _("развёрнутый ответ"), True

    def read(self, data: Data, post: Posted, name: str) -> str | None:
        text = many_lines(first_value(post, name)).strip()[:LONGEST]
        return text or None

    def mark(self, data: Data, answer: Any) -> Decimal | None:
        """Nothing written is nothing; else None: a mentor marks it."""
        return None if answer else share(0)

    def describe(self, data: Data, answer: Any) -> str:
        return answer if isinstance(answer, str) else ""

    def right_answer(self, data: Data) -> str:
        return ""

    def learner_view(self, data: Data, order: Sequence[str] = ()) -> dict[str, Any]:
        return {"lines": data.get("lines") or LINES, "longest": LONGEST}

    def filled(self, data: Data, order: Sequence[str], answer: Any, feedback: Feedback) -> dict[str, Any]:
        return self.learner_view(data) | {"value": self.describe(data, answer)}

    def validate(self, data: Data) -> list[str]:
        lines = data.get("lines", LINES)
        fits = isinstance(lines, int) and 2 <= lines <= 30
        return [] if fits else [gettext("Высота поля — от 2 до 30 строк.")]


KIND = FreeText()
