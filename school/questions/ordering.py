"""Put in order: a number box for every item."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.questions.kind import Data, Feedback, Kind, Posted, first_value, in_order, part

FEWEST, MOST = 2, 20


class Ordering(Kind):
    """The answer: id of an item → the number in its box, equal numbers too. Data: `items` of {id, text} in the right order."""

    code, title, always_mixed = "ordering", _("порядок"), True

    def read(self, data: Data, post: Posted, name: str) -> dict[str, int] | None:
        whole = len(data["items"])
        given = {row["id"]: _place(first_value(post, f"{name}-{row['id']}"), whole) for row in data["items"]}
        return {key: place for key, place in given.items() if place} or None

    def mark(self, data: Data, answer: Any) -> Decimal:
        """Right places of all places."""
        given = _given(answer)
        right = sum(given.get(row["id"]) == place for place, row in enumerate(data["items"], start=1))
        return part(right, len(data["items"]))

    def describe(self, data: Data, answer: Any) -> str:
        given = _given(answer)
        placed = sorted((given[row["id"]], row["text"]) for row in data["items"] if row["id"] in given)
        return "; ".join(f"{place}) {text}" for place, text in placed)

    def right_answer(self, data: Data) -> str:
        return "; ".join(f"{place}) {row['text']}" for place, row in enumerate(data["items"], start=1))

    def is_answered(self, data: Data, answer: Any) -> bool:
        given = _given(answer)
        return all(row["id"] in given for row in data["items"])

    def problem(self, data: Data, answer: Any) -> str:
        given = _given(answer)
        twice = sorted(place for place, count in Counter(given.values()).items() if count > 1)
        if twice:
            return gettext("Одинаковые номера: %s. Дайте каждой строке свой номер.") % ", ".join(map(str, twice))
        half = bool(given) and not self.is_answered(data, answer)
        return gettext("Поставьте номер каждой строке.") if half else ""

    def option_ids(self, data: Data) -> list[str]:
        return [row["id"] for row in data["items"]]

    def chosen(self, data: Data, answer: Any) -> list[str]:
        return [f"{key} {place}" for key, place in _given(answer).items()]

    def choices(self, data: Data) -> list[tuple[str, str, bool]]:
        whole = range(1, len(data["items"]) + 1)
        return [
            (f"{row['id']} {place}", f"{place}) {row['text']}", place == right)
            for right, row in enumerate(data["items"], start=1)
            for place in whole
        ]

    def learner_view(self, data: Data, order: Sequence[str] = ()) -> dict[str, Any]:
        """Without a stored order the items come by their ids, never in the author's order, which is the key."""
        rows = in_order(data["items"], order or sorted(self.option_ids(data)))
        return {"items": [{"id": row["id"], "text": row["text"]} for row in rows], "count": len(rows)}

    def filled(self, data: Data, order: Sequence[str], answer: Any, feedback: Feedback) -> dict[str, Any]:
        shown, given = self.learner_view(data, order), _given(answer)
        right = {row["id"]: place for place, row in enumerate(data["items"], start=1)}
        for item in shown["items"]:
            item["value"] = given.get(item["id"], "")
            if feedback.right:
                item["verdict"] = "ok" if item["value"] == right[item["id"]] else "no"
                item["right"] = right[item["id"]]
        return shown

    def validate(self, data: Data) -> list[str]:
        texts = [" ".join(row["text"].split()).casefold() for row in data.get("items", [])]
        problems = []
        if not FEWEST <= len(texts) <= MOST:
            problems.append(gettext("Нужно от двух до двадцати строк."))
        if not all(texts):
            problems.append(gettext("Есть строка без текста."))
        if len(set(texts)) < len(texts):
            problems.append(gettext("Две строки написаны одинаково."))
        return problems


def _given(answer: Any) -> dict[str, int]:
    return {key: place for key, place in answer.items() if isinstance(place, int)} if isinstance(answer, dict) else {}


def _place(text: str, whole: int) -> int | None:
    line = text.strip()
    return int(line) if line.isascii() and line.isdigit() and len(line) < 4 and 1 <= int(line) <= whole else None


KIND = Ordering()
