"""`{% load questions %}{% questions form %}`: the fields of an AnswersForm, scales as scales."""

from dataclasses import dataclass

from django import template
from django.forms import BoundField

from core.questions.forms import PREFIX, AnswersForm
from core.questions.question import Question

register = template.Library()


@dataclass(frozen=True)
class Asked:
    """A question with its field."""

    question: Question
    field: BoundField

    @property
    def steps(self) -> list[tuple[object, str, str]]:
        """Each step of a scale: its button, number and words."""
        ends = {"1": self.question.low, "5": self.question.high}
        return [(one.tag(), str(one.data["value"]), ends.get(str(one.data["value"]), "")) for one in self.field]

    @property
    def hangs_on(self) -> str:
        """Name of the field this question hangs on, if it hangs on one of the form."""
        condition = self.question.condition
        name = PREFIX + condition.key if condition else ""
        return name if name in self.field.form.fields else ""

    @property
    def values(self) -> str:
        """What that field must say; a ticked box says «on»."""
        earlier = next(one for one in self.field.form.questions if one.key == self.question.condition.key)
        return "on" if earlier.kind == "agree" else " ".join(self.question.condition.values)

    @property
    def ends(self) -> str:
        """«1 — совсем нет, 5 — полностью»."""
        ends = [("1", self.question.low), ("5", self.question.high)]
        return ", ".join(f"{step} — {words}" for step, words in ends if words)


@register.inclusion_tag("core/questions_form.html")
def questions(form: AnswersForm) -> dict:
    """Every question of the form, one under the other."""
    asked = [Asked(one, form[PREFIX + one.key]) for one in form.questions]
    return {"asked": asked, "conditional": any(one.hangs_on for one in asked)}
