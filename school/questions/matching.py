"""Pairs: for every left side one select of right sides; right sides may be spare."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.questions.kind import Data, Feedback, Kind, Posted, first_value, in_order, part

FEWEST, MOST = 2, 20


class Matching(Kind):
    """The answer: id of a left side → id of a right side. Data: `lefts` of {id, text, match}, `rights` of {id, text}."""

    code, title, always_mixed = "matching", _("соответствие"), True

    def read(self, data: Data, post: Posted, name: str) -> dict[str, str] | None:
        rights = {row["id"] for row in data["rights"]}
        given = {row["id"]: first_value(post, f"{name}-{row['id']}") for row in data["lefts"]}
        return {left: right for left, right in given.items() if right in rights} or None

    def mark(self, data: Data, answer: Any) -> Decimal:
        """Right pairs of all pairs."""
        given = _given(answer)
        return part(sum(given.get(row["id"]) == row["match"] for row in data["lefts"]), len(data["lefts"]))

    def describe(self, data: Data, answer: Any) -> str:
        given, texts = _given(answer), _texts(data)
        pairs = [(row["text"], texts.get(given.get(row["id"], ""), "…")) for row in data["lefts"]]
        return "; ".join(f"{left} — {right}" for left, right in pairs) if given else ""

    def right_answer(self, data: Data) -> str:
        texts = _texts(data)
        return "; ".join(f"{row['text']} — {texts.get(row['match'], '')}" for row in data["lefts"])

    def is_answered(self, data: Data, answer: Any) -> bool:
        given = _given(answer)
        return all(row["id"] in given for row in data["lefts"])

    def problem(self, data: Data, answer: Any) -> str:
        half = bool(_given(answer)) and not self.is_answered(data, answer)
        return gettext("Выберите пару для каждой строки.") if half else ""

    def option_ids(self, data: Data) -> list[str]:
        return [row["id"] for row in data["rights"]]

    def chosen(self, data: Data, answer: Any) -> list[str]:
        return [f"{left} {right}" for left, right in _given(answer).items()]

    def choices(self, data: Data) -> list[tuple[str, str, bool]]:
        return [
            (f"{left['id']} {right['id']}", f"{left['text']} — {right['text']}", left["match"] == right["id"])
            for left in data["lefts"]
            for right in data["rights"]
        ]

    def learner_view(self, data: Data, order: Sequence[str] = ()) -> dict[str, Any]:
        """Without a stored order the right sides come by their ids: side by side with the left ones they are the key."""
        rights = [
            {"id": row["id"], "text": row["text"]} for row in in_order(data["rights"], order or sorted(self.option_ids(data)))
        ]
        return {"lefts": [{"id": row["id"], "text": row["text"]} for row in data["lefts"]], "rights": rights}

    def filled(self, data: Data, order: Sequence[str], answer: Any, feedback: Feedback) -> dict[str, Any]:
        shown, given, texts = self.learner_view(data, order), _given(answer), _texts(data)
        key = {row["id"]: row["match"] for row in data["lefts"]}
        for left in shown["lefts"]:
            left["value"] = given.get(left["id"], "")
            if feedback.right:
                left["verdict"] = "ok" if left["value"] == key[left["id"]] else "no"
                left["right"] = texts.get(key[left["id"]], "")
        return shown

    def validate(self, data: Data) -> list[str]:
        lefts, rights = data.get("lefts", []), data.get("rights", [])
        problems = []
        if not FEWEST <= len(lefts) <= MOST:
            problems.append(gettext("Нужно от двух до двадцати пар."))
        if not all(row["text"].strip() for row in [*lefts, *rights]):
            problems.append(gettext("В паре должны быть обе стороны."))
        if _repeats(lefts):
            problems.append(gettext("Две левые стороны написаны одинаково."))
        if _repeats(rights) or not {row["match"] for row in lefts} <= {row["id"] for row in rights}:
            problems.append(gettext("Правые стороны повторяются или не найдены: каждую напишите один раз."))
        return problems


def _given(answer: Any) -> dict[str, str]:
    return {left: right for left, right in answer.items() if isinstance(right, str)} if isinstance(answer, dict) else {}


def _texts(data: Data) -> dict[str, str]:
    return {row["id"]: row["text"] for row in data["rights"]}


def _repeats(rows: Sequence[Data]) -> bool:
    texts = [" ".join(row["text"].split()).casefold() for row in rows]
    return len(set(texts)) < len(texts)


KIND = Matching()
