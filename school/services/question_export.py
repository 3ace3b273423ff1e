"""A bank or a category as GIFT: leaving is possible (spec: living-people §4)."""

from django.db.models import Q, QuerySet

from school.exchange import Drawing, Parsed, write_gift
from school.models import Question, QuestionBank, QuestionCategory
from school.services.bank import last_versions


def questions_to_leave(bank: QuestionBank, category: QuestionCategory | None = None) -> QuerySet[Question]:
    """Questions in use of a bank, or of a category with those inside it."""
    rows = Question.objects.in_use().filter(category__bank=bank)
    if category:
        rows = rows.filter(Q(category=category) | Q(category__path__startswith=f"{category.path}/"))
    return rows.select_related("category").prefetch_related("tags").order_by("category__path", "title", "pk")


def gift_of(questions: QuerySet[Question]) -> str:
    """Their last versions as GIFT. Three queries."""
    rows = list(questions)
    versions = last_versions([row.pk for row in rows])
    return write_gift(_parsed(row, versions[row.pk]) for row in rows if row.pk in versions)


def _parsed(question: Question, version: object) -> Parsed:
    drawing = Drawing(f"Картинка: {version.picture_alt}", b"") if version.picture_id else None
    return Parsed(
        line=0,
        kind=question.kind,
        title=question.title,
        text=version.text,
        data=version.data,
        explanation=version.explanation,
        category=question.category.path,
        tags=tuple(tag.name for tag in question.tags.all()),
        drawing=drawing,
    )
