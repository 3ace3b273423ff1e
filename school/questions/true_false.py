"""Right or wrong."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.questions.kind import Data, Feedback, Kind, Posted, first_value, share

CODES = ("true", "false")


class TrueFalse(Kind):
    """The answer is «true» or «false»; data: `right`, `remarks` by answer."""

    code, title = "true_false", _("верно или неверно")

    def read(self, data: Data, post: Posted, name: str) -> str | None:
        value = first_value(post, name)
        return value if value in CODES else None

    def mark(self, data: Data, answer: Any) -> Decimal:
        return share(answer in CODES and (answer == "true") == bool(data["right"]))

    def describe(self, data: Data, answer: Any) -> str:
        return _words()[answer].lower() if answer in CODES else ""

    def right_answer(self, data: Data) -> str:
        return _words()[_key(data)].lower()

    def remarks(self, data: Data, answer: Any) -> list[str]:
        remark = data.get("remarks", {}).get(answer, "") if answer in CODES else ""
        return [remark] if remark else []

    def chosen(self, data: Data, answer: Any) -> list[str]:
        return [answer] if answer in CODES else []

    def choices(self, data: Data) -> list[tuple[str, str, bool]]:
        return [(code, words, code == _key(data)) for code, words in _words().items()]

    def learner_view(self, data: Data, order: Sequence[str] = ()) -> dict[str, Any]:
        return {"widget": "radio", "options": [{"id": code, "text": words} for code, words in _words().items()]}

    def filled(self, data: Data, order: Sequence[str], answer: Any, feedback: Feedback) -> dict[str, Any]:
        shown = self.learner_view(data)
        for option in shown["options"]:
            option["checked"] = option["id"] == answer
            if feedback.right:
                option["verdict"] = "ok" if option["id"] == _key(data) else "no" if option["checked"] else ""
            if feedback.remarks and option["checked"]:
                option["remark"] = data.get("remarks", {}).get(answer, "")
        return shown

    def validate(self, data: Data) -> list[str]:
        return [] if isinstance(data.get("right"), bool) else [gettext("Отметьте, верно ли утверждение.")]


def _key(data: Data) -> str:
    return "true" if data["right"] else "false"


def _words() -> dict[str, str]:
    return {"true": gettext("Верно"), "false": gettext("Неверно")}


KIND = TrueFalse()
