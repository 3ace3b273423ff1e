"""How a question looks with its answer."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _

from school.blocks import question_data
from school.models import Enrolment, Post
from school.services.threads import seen_in

register = template.Library()


@dataclass(frozen=True)
class OptionView:
    """One choice on the screen; `verdict`: «ok», «no» or empty while unanswered."""

    id: str
    text: str
    checked: bool
    verdict: str = ""
    remark: str = ""


@dataclass(frozen=True)
class CheckView:
    """A «Проверьте себя» question with the learner's answer, if there is one."""

    id: str
    kind: str
    question: str
    options: list[OptionView]
    answered: bool
    right: bool
    text: str
    explanation: str

    @property
    def widget(self) -> str:
        return "checkbox" if self.kind == "multiple" else "radio"


@register.simple_tag
def self_check(child: Any, checks: dict) -> CheckView:
    """The view of one block: right answers are shown only after an answer."""
    value, given = child.value, checks.get(child.id)
    answer = given["answer"] if given else None
    kind = value["kind"]
    options = [] if kind == "short" else _true_false(child, answer) if kind == "true_false" else _options(child, answer)
    return CheckView(
        id=child.id,
        kind=kind,
        question=value["question"],
        options=options,
        answered=given is not None,
        right=bool(given and given["right"]),
        text=answer if kind == "short" and answer else "",
        explanation=value["explanation"] if given else "",
    )


@register.simple_tag
def talks_of(enrolment: Enrolment, activity_key: Any) -> list[Post]:
    """The last messages about an activity that the learner sees. One query."""
    return list(seen_in(activity_key, enrolment))[-6:]


@register.filter
def at_key(mapping: dict, key: Any) -> Any:
    """The value of a dictionary under a key, None if there is none."""
    return mapping.get(key)


def _options(child: Any, answer: Any) -> list[OptionView]:
    chosen = set(answer if isinstance(answer, list) else [answer] if answer else [])
    shown = []
    for option in question_data(child)["options"]:
        checked = option["id"] in chosen
        verdict = "" if answer is None else "ok" if option["right"] else "no" if checked else ""
        shown.append(OptionView(option["id"], option["text"], checked, verdict, option["remark"] if checked else ""))
    return shown


def _true_false(child: Any, answer: Any) -> list[OptionView]:
    right = "true" if question_data(child)["right"] else "false"
    return [
        OptionView(
            code, words, answer == code, "" if answer is None else "ok" if code == right else "no" if answer == code else ""
        )
        for code, words in (("true", _("Верно")), ("false", _("Неверно")))
    ]
