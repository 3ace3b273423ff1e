"""What «one of several» and «several of several» share: options with texts, weights and remarks."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from school.questions.kind import Data, Feedback, Kind, in_order
from school.questions.numbers import weight

FEWEST, MOST = 2, 20


class Choices(Kind):
    """Options by id; `picked(answer)` says which were chosen."""

    widget = "radio"

    def picked(self, answer: Any) -> list[str]:
        """Ids of the answer."""
        raise NotImplementedError

    def known(self, data: Data, values: Sequence[str]) -> list[str]:
        """The given ids that are options, each once, in the order of the question."""
        return [key for key in self.option_ids(data) if key in set(values)]

    def option_ids(self, data: Data) -> list[str]:
        return [option["id"] for option in data["options"]]

    def describe(self, data: Data, answer: Any) -> str:
        return "; ".join(option["text"] for option in data["options"] if option["id"] in self.picked(answer))

    def right_answer(self, data: Data) -> str:
        return "; ".join(option["text"] for option in data["options"] if option["right"])

    def remarks(self, data: Data, answer: Any) -> list[str]:
        picked = self.picked(answer)
        return [option["remark"] for option in data["options"] if option["id"] in picked and option.get("remark")]

    def chosen(self, data: Data, answer: Any) -> list[str]:
        return self.picked(answer)

    def choices(self, data: Data) -> list[tuple[str, str, bool]]:
        return [(option["id"], option["text"], bool(option["right"])) for option in data["options"]]

    def learner_view(self, data: Data, order: Sequence[str] = ()) -> dict[str, Any]:
        options = [{"id": option["id"], "text": option["text"]} for option in in_order(data["options"], order)]
        return {"widget": self.widget, "options": options}

    def filled(self, data: Data, order: Sequence[str], answer: Any, feedback: Feedback) -> dict[str, Any]:
        shown, picked = self.learner_view(data, order), self.picked(answer)
        key = {option["id"]: option for option in data["options"]}
        for option in shown["options"]:
            option["checked"] = option["id"] in picked
            if feedback.right:
                right = bool(key[option["id"]]["right"])
                option["verdict"] = "ok" if right else "no" if option["checked"] else ""
            if feedback.remarks and option["checked"]:
                option["remark"] = key[option["id"]].get("remark", "")
        return shown

    def validate(self, data: Data) -> list[str]:
        options = data.get("options", [])
        texts = [" ".join(option["text"].split()).casefold() for option in options]
        problems = []
        if not FEWEST <= len(options) <= MOST:
            problems.append(_("Нужно от двух до двадцати вариантов ответа."))
        if not all(texts):
            problems.append(_("Есть вариант без текста."))
        if len(set(texts)) < len(texts):
            problems.append(_("Два варианта написаны одинаково."))
        if not any(option["right"] for option in options):
            problems.append(_("Отметьте хотя бы один верный вариант."))
        return problems


def option_weight(option: Data) -> Decimal:
    """The weight of an option; where none is given a right one weighs 1, a wrong one nothing."""
    given = option.get("weight")
    return Decimal(int(bool(option["right"]))) if given in (None, "") else weight(given)
