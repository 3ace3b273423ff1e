"""A word or two typed by the learner; case, spaces, ё, quotes and dashes do not matter, `*` stands for anything."""

import unicodedata
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.questions.accepted import Accepting, full_rows, weightless
from school.questions.kind import Data, Posted, best, first_value

LONGEST = 500
MOST = 30
QUOTES = dict.fromkeys(map(ord, "«»„“”‟‹›\"'’‘‚`"), "")
DASHES = dict.fromkeys(map(ord, "–—−‑‒―"), "-")
STAR = "\ue000"  # a star of its own («\*») while the pattern is folded


class Short(Accepting):
    """The answer is the text as typed, in one line."""

    code, title = "short", _("короткий ответ")
    longest = LONGEST

    def read(self, data: Data, post: Posted, name: str) -> str | None:
        text = " ".join(first_value(post, name).replace("\x00", "").split())[:LONGEST]
        return text or None

    def describe(self, data: Data, answer: Any) -> str:
        return answer if isinstance(answer, str) else ""

    def right_answer(self, data: Data) -> str:
        full = [row["text"] for row in full_rows(data)]
        return gettext(" или ").join(text.replace("\\*", STAR).replace("*", "…").replace(STAR, "*") for text in full[:3])

    def match(self, data: Data, answer: Any) -> Data | None:
        return best(data["accepted"], lambda row: matches(row["text"], answer)) if isinstance(answer, str) else None

    def validate(self, data: Data) -> list[str]:
        accepted = data.get("accepted", [])
        problems = []
        if not 1 <= len(accepted) <= MOST:
            problems.append(gettext("Нужен хотя бы один допустимый ответ, не больше тридцати."))
        if not all(folded(row["text"]) for row in accepted):
            problems.append(gettext("Есть допустимый ответ без слов."))
        return problems + weightless(accepted)


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


KIND = Short()
