"""Rubrics: a version by which something was reviewed is never changed, an edit makes the next one (spec: school §2)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet

from core import guard, history
from people.models import User
from school.models import AssignmentPage, Criterion, Level, ReviewScore, Rubric, RubricVersion


@dataclass(frozen=True)
class LevelFacts:
    """A level in words and points."""

    title: str
    points: Decimal
    description: str = ""


@dataclass(frozen=True)
class CriterionFacts:
    """A criterion with its levels in order."""

    title: str
    weight: Decimal = Decimal(1)
    hint: str = ""
    levels: Sequence[LevelFacts] = field(default_factory=tuple)


def rubrics_listed() -> QuerySet[Rubric]:
    """Rubrics with the number of the newest version (`newest`) and of assignments (`used`)."""
    source = Q(assignments__alias_of__isnull=True, assignments__locale__language_code="ru")
    return Rubric.objects.annotate(newest=Max("versions__number"), used=Count("assignments", filter=source, distinct=True))


def assignments_with(rubric: Rubric) -> QuerySet[AssignmentPage]:
    """Assignments in the source language that are read by it."""
    return AssignmentPage.objects.filter(rubric=rubric, locale__language_code="ru").order_by("title")


def criteria_of(version: RubricVersion | None) -> list[CriterionFacts]:
    """The criteria of a version in order. Two queries."""
    rows = version.criteria.prefetch_related("levels") if version else []
    return [CriterionFacts(one.title, one.weight, one.hint, tuple(map(_facts_of, one.levels.all()))) for one in rows]


@guard.act
def create_rubric(*, title: str, note: str, criteria: Sequence[CriterionFacts], by: User) -> Rubric:
    """A new rubric with its first version. Raises IntegrityError when the title is taken."""
    rubric = Rubric.objects.create(title=title, note=note)
    _write(RubricVersion.objects.create(rubric=rubric, number=1), criteria)
    history.record(rubric, "rubric_made", now={"title": title}, actor=by)
    return rubric


@guard.act
def change_rubric(rubric: Rubric, *, title: str, note: str, criteria: Sequence[CriterionFacts], by: User) -> RubricVersion:
    """Change a rubric: its last version while nobody reviews by it, else the next one; the same criteria make none.

    Raises IntegrityError when the title is taken.
    """
    rubric = Rubric.objects.select_for_update().get(pk=rubric.pk)
    Rubric.objects.filter(pk=rubric.pk).update(title=title, note=note)
    last = rubric.versions.select_for_update().order_by("-number").first()
    if last and criteria_of(last) == list(criteria):
        return last
    history.record(rubric, "rubric_changed", was={"version": last.number if last else 0}, actor=by)
    if last is None or in_use(last):
        last = RubricVersion.objects.create(rubric=rubric, number=last.number + 1 if last else 1)
    else:
        Level.objects.filter(criterion__version=last).delete()
        Criterion.objects.filter(version=last).delete()
    _write(last, criteria)
    return last


@guard.act
def archive_rubric(rubric: Rubric, *, by: User, archived: bool = True) -> bool:
    """Put a rubric away (or back): assignments that have it keep it. False if it stands so already."""
    if not Rubric.objects.filter(pk=rubric.pk, archived=not archived).update(archived=archived):
        return False
    history.record(rubric, "rubric_archived" if archived else "rubric_restored", actor=by)
    return True


def in_use(version: RubricVersion) -> bool:
    """Whether somebody has reviewed by it, or is just about to."""
    return version.frozen_at is not None or ReviewScore.objects.filter(criterion__version=version).exists()


def _facts_of(level: Level) -> LevelFacts:
    return LevelFacts(level.title, level.points, level.description)


def _write(version: RubricVersion, criteria: Sequence[CriterionFacts]) -> None:
    rows = [
        Criterion(version=version, position=place, title=one.title, hint=one.hint, weight=one.weight)
        for place, one in enumerate(criteria, 1)
    ]
    made = Criterion.objects.bulk_create(rows)
    Level.objects.bulk_create(
        Level(criterion=row, position=place, title=level.title, points=level.points, description=level.description)
        for row, one in zip(made, criteria, strict=True)
        for place, level in enumerate(one.levels, 1)
    )
