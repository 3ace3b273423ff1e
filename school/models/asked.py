"""Which questions a quiz may ask: pools of its places, what the learner has met, the latest version of each (spec: school §3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from core.plurals import counted
from school.calculators.attempts import Slot
from school.models.attempt import Response
from school.models.bank import Question, QuestionVersion


@dataclass(frozen=True)
class Asked:
    """Places of a quiz, questions the learner has met in it, the latest version (pk) of each question."""

    slots: list[Slot]
    seen: frozenset[int]
    versions: dict[int, int]


def asked_of(rows: Sequence[Any], *, enrolment: Any = None, activity: Any = None) -> Asked:
    """Of `QuizSlot` rows, saved or not; archived questions and those without a version are not asked. One query."""
    latest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number").values("pk")[:1]
    found = (
        _candidates(rows)
        .annotate(latest=Subquery(latest), met=_met(enrolment, activity))
        .filter(latest__isnull=False)
        .values_list("pk", "category_id", "tags", "latest", "met")
    )
    pools: dict[tuple, set[int]] = {}
    versions, seen = {}, set()
    for question, category, tag, version, met in found:
        versions[question] = version
        seen |= {question} if met else set()
        for pool in ((question,), (category, None), (category, tag)):
            pools.setdefault(pool, set()).add(question)
    slots = [
        Slot(row.points, tuple(sorted(pools.get(_pool_of(row), ()))), row.count, named=row.question_id is not None)
        for row in rows
    ]
    return Asked(slots, frozenset(seen), versions)


def short_words(row: Any, found: int) -> str:
    """«В категории 4 вопроса, нужно 6»."""
    if row.question_id:
        return _("Вопрос «%(title)s» в архиве или пуст: замените его.") % {"title": row.question}
    had = counted(found, _("вопрос,вопроса,вопросов"))
    words = {"category": row.category.path, "tag": row.tag, "found": had, "needed": row.count}
    if row.tag_id:
        return _("В категории «%(category)s» с меткой «%(tag)s» %(found)s, нужно %(needed)s.") % words
    return _("В категории «%(category)s» %(found)s, нужно %(needed)s.") % words


def _pool_of(row: Any) -> tuple:
    return (row.question_id,) if row.question_id else (row.category_id, row.tag_id)


def _candidates(rows: Iterable[Any]) -> QuerySet[Question]:
    named = {row.question_id for row in rows if row.question_id}
    categories = {row.category_id for row in rows if row.category_id}
    return Question.objects.in_use().filter(Q(pk__in=named) | Q(category__in=categories)).order_by("pk")


def _met(enrolment: Any, activity: Any) -> Any:
    if enrolment is None:
        return Value(False)
    return Exists(
        Response.objects.filter(attempt__enrolment=enrolment, attempt__activity=activity, version__question=OuterRef("pk"))
    )
