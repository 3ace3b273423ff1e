"""Which questions are asked: hidden by a condition = not asked, not required, not stored; decided on the server (events §4)."""

from collections.abc import Iterable

from core.questions.question import Answers, Question


def asked(questions: Iterable[Question], answers: Answers) -> list[Question]:
    """The questions that concern somebody who answers so, in order. A question that was not asked hides what hangs on it."""
    shown: dict[str, Question] = {}
    for one in questions:
        if one.condition is None or (one.condition.key in shown and _holds(one, answers)):
            shown[one.key] = one
    return list(shown.values())


def _holds(question: Question, answers: Answers) -> bool:
    given = answers.get(question.condition.key)
    said = given if isinstance(given, list) else [given]
    return any(plain(one) in question.condition.values for one in said if one is not None)


def plain(answer: object) -> str:
    """An answer as conditions and choices spell it: yes and no for a tick, «3» for 3."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return f"{answer:g}" if isinstance(answer, float) else str(answer)
