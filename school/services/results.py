"""«Успехи»: every line of a learner's programme with its mark, day and source (spec: school §1)."""

from dataclasses import dataclass

from school.calculators.programme import Line, Programme
from school.calculators.totals import Total, total
from school.models import ActivityProgress, Enrolment, Grade
from school.models.outline import learners_programme


@dataclass(frozen=True)
class Row:
    """A line with its progress (who, when, from where) and grade, None where there is none."""

    line: Line
    progress: ActivityProgress | None
    grade: Grade | None


@dataclass(frozen=True)
class Results:
    """All rows by module, the programme and the total."""

    programme: Programme
    modules: list[tuple[str, list[Row]]]
    total: Total


def results_of(enrolment: Enrolment) -> Results:
    """Four queries whatever the length of the course."""
    shown = learners_programme(enrolment)
    marks = ActivityProgress.objects.filter(enrolment=enrolment).select_related("event__actor")
    progress = {row.activity_id: row for row in marks}
    grades = {row.activity_id: row for row in Grade.objects.filter(enrolment=enrolment)}
    modules = [(module.title, [_row(line, progress, grades) for line in module.lines]) for module in shown.modules]
    return Results(shown, modules, total(shown))


def _row(line: Line, progress: dict, grades: dict) -> Row:
    return Row(line, progress.get(line.item.activity_id), grades.get(line.item.activity_id))
