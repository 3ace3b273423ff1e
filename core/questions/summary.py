"""Many answers at a glance: counts by choice, averages, free texts without names; columns for exports."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.exports import Column
from core.questions.conditions import plain
from core.questions.kinds import COUNTS, NUMBERS, kind_of
from core.questions.question import Answers, Question


@dataclass(frozen=True)
class Line:
    """One choice: how many took it, and of a hundred who answered."""

    text: str
    count: int
    percent: int


@dataclass(frozen=True)
class Summary:
    """One question over all answers."""

    question: Question
    answered: int
    lines: list[Line] = field(default_factory=list)
    average: float | None = None
    texts: list[str] = field(default_factory=list)


def summaries(questions: Iterable[Question], answers: Iterable[Answers]) -> list[Summary]:
    """Each question with what was said, in the order of the form. Texts come in the order of the answers."""
    rows = list(answers)
    return [_summary(one, [row[one.key] for row in rows if one.key in row]) for one in questions]


def columns(questions: Iterable[Question]) -> list[Column]:
    """A column per question, for rows that have `answers`."""
    return [Column(one.text, _shower(one), "number" if one.kind in {"number", "scale"} else "text") for one in questions]


def _summary(question: Question, given: list) -> Summary:
    kind = kind_of(question)
    choices = kind.choices(question) or ([("yes", kind.show(question, True))] if kind.sums == COUNTS else [])
    counts = Counter(plain(value) for answer in given for value in (answer if isinstance(answer, list) else [answer]))
    lines = [Line(text, counts[value], round(100 * counts[value] / len(given)) if given else 0) for value, text in choices]
    average = round(sum(given) / len(given), 1) if given and kind.sums == NUMBERS else None
    texts = [kind.show(question, answer) for answer in given] if kind.sums not in {COUNTS, NUMBERS} else []
    return Summary(question, len(given), lines, average, texts)


def _shower(question: Question) -> object:
    def value(row: object) -> object:
        answer = row.answers.get(question.key)
        if answer is None or question.kind in {"number", "scale"}:
            return answer
        return kind_of(question).show(question, answer)

    return value
