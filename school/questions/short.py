"""A word or two typed by the learner; case, spaces, ё, quotes and dashes do not matter, `*` stands for anything."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.questions.kind import Data, Feedback, Kind, Posted, best, first_value, share
from school.questions.numbers import weight

LONGEST = 500
MOST = 30
QUOTES = dict.fromkeys(map(ord, "«»„“”‟‹›\"'’‘‚`"), "")
DASHES = dict.fromkeys(map(ord, "–—−‑‒―"), "-")
STAR = "\ue000"  # a star of its own («\*») while the pattern is folded


class Short(Kind):
    """The answer is the text as typed, in one line."""

    code, title = "short", _("короткий ответ")

    def read(self, data: Data, post: Posted, name: str) -> str | None:
        text = " ".join(first_value(post, name).replace("\x00", "").split())[:LONGEST]
        return text or None

    def mark(self, data: Data, answer: Any) -> Decimal:
        """The best weight among the accepted answers that match."""
        found = _match(data, answer)
        return share(weight(found.get("weight", 1)) if found else 0)

    def describe(self, data: Data, answer: Any) -> str:
        return answer if isinstance(answer, str) else ""

    def right_answer(self, data: Data) -> str:
        full = [row["text"] for row in data["accepted"] if weight(row.get("weight", 1)) >= 1]
        return gettext(" или ").join(text.replace("\\*", STAR).replace("*", "…").replace(STAR, "*") for text in full[:3])

    def remarks(self, data: Data, answer: Any) -> list[str]:
        found = _match(data, answer)
        return [found["remark"]] if found and found.get("remark") else []

    def learner_view(self, data: Data, order: Sequence[str] = ()) -> dict[str, Any]:
        return {"longest": LONGEST}

    def filled(self, data: Data, order: Sequence[str], answer: Any, feedback: Feedback) -> dict[str, Any]:
        return self.learner_view(data) | {"value": self.describe(data, answer)}

    def validate(self, data: Data) -> list[str]:
        accepted = data.get("accepted", [])
        problems = []
        if not 1 <= len(accepted) <= MOST:
            problems.append(gettext("Нужен хотя бы один допустимый ответ, не больше тридцати."))
        if not all(folded(row["text"]) for row in accepted):
            problems.append(gettext("Есть допустимый ответ без слов."))
        if accepted and not any(weight(row.get("weight", 1)) == 1 for row in accepted):
            problems.append(gettext("Хотя бы один ответ должен стоить весь балл: вес 1."))
        return problems


def folded(text: str) -> str:
    """An answer as it is compared."""
    line = unicodedata.normalize("NFC", text[:LONGEST]).lower().replace("ё", "е").translate(QUOTES | DASHES)
    return " ".join(line.split())


def matches(pattern: str, answer: str) -> bool:
    """Whether the folded answer fits the pattern. One walk over the text: a regular expression of many stars takes minutes."""
    pieces = [piece.replace(STAR, "*") for piece in folded(pattern.replace("\\*", STAR)).split("*")]
    given = folded(answer)
    if len(pieces) == 1:
        return given == pieces[0]
    first, *middle, last = pieces
    if not given.startswith(first) or not given.endswith(last) or len(given) < len(first) + len(last):
        return False
    at, end = len(first), len(given) - len(last)
    for piece in middle:
        found = given.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _match(data: Data, answer: Any) -> Data | None:
    return best(data["accepted"], lambda row: matches(row["text"], answer)) if isinstance(answer, str) else None


KIND = Short()
