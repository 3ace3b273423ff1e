"""How a question looks on a screen: during the attempt and with its result. Templates take nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from core.plurals import counted, spaced
from school.questions.kind import NOTHING, Data, Feedback, Kind


@dataclass(frozen=True)
class Verdict:
    """What may be told of an answer: `score` of `points` (None: a mentor has not marked it), how much of the key is shown."""

    points: Decimal
    score: Decimal | None = None
    feedback: Feedback = NOTHING
    comment: str = ""

    @property
    def outcome(self) -> str:
        """«wait», «ok», «part» or «no»."""
        if self.score is None:
            return "wait"
        return "ok" if self.score >= self.points else "part" if self.score > 0 else "no"

    @property
    def words(self) -> str:
        """«0,5 из 1 балла», «ждёт наставника»."""
        if self.score is None:
            return _("ждёт наставника")
        points = counted(self.points.normalize(), _("балла,баллов,баллов"))
        return _("%(score)s из %(points)s") % {"score": spaced(self.score.normalize()), "points": points}


@dataclass(frozen=True)
class QuestionView:
    """A question for `school/questions/question.html`; `name` begins the names of its fields, `widget` is the kind's context."""

    kind: str
    template: str
    name: str
    number: int
    text: str
    widget: dict[str, Any]
    answered: bool
    problem: str = ""
    readonly: bool = False
    picture: Any = None
    picture_alt: str = ""
    verdict: Verdict | None = None
    said: str = ""
    right: str = ""
    remarks: list[str] = field(default_factory=list)
    explanation: str = ""

    @property
    def shows_key(self) -> bool:
        """Whether the widget itself shows what is right, line by line."""
        return any(self.widget.get(rows) for rows in ("options", "lefts", "items"))


def view_of(
    kind: Kind,
    version: Any,
    *,
    number: int = 1,
    name: str = "",
    order: Sequence[str] = (),
    answer: Any = None,
    verdict: Verdict | None = None,
    readonly: bool = False,
) -> QuestionView:
    """The view of one version of a question (`data`, `text`, `picture`, `picture_alt`, `explanation` are read).

    Before the attempt is closed give no verdict: then nothing of the key, no remark and no explanation is in the result.
    """
    feedback = verdict.feedback if verdict else NOTHING
    return QuestionView(
        kind=kind.code,
        template=kind.template,
        name=name or f"q-{number}",
        number=number,
        text=version.text,
        widget=kind.filled(version.data, order, answer, feedback),
        answered=kind.is_answered(version.data, answer),
        problem=kind.problem(version.data, answer) if verdict is None else "",
        readonly=readonly or verdict is not None,
        picture=version.picture,
        picture_alt=version.picture_alt,
        verdict=verdict,
        said=kind.describe(version.data, answer),
        right=kind.right_answer(version.data) if feedback.right else "",
        remarks=kind.remarks(version.data, answer) if feedback.remarks else [],
        explanation=version.explanation if feedback.remarks else "",
    )


def option_order(kind: Kind, data: Data, random: Random, *, mix: bool) -> list[str]:
    """The order of options to store with a response: mixed if the quiz says so, always where it is the key."""
    return kind.shuffled(data, random) if mix or kind.always_mixed else kind.option_ids(data)
