"""What tests of runs share: lines of a programme, lessons added later, criteria, what a browser would send."""

import datetime as dt
from decimal import Decimal

from django.forms import BaseForm

from school.models import (
    CourseRun,
    Enrolment,
    LessonPage,
    ModulePage,
    RunItem,
    Submission,
    SubmissionVersion,
)
from school.services.rubrics import (
    CriterionFacts,
    LevelFacts,
)
from school.services.run_programme import FACTS

DAY = dt.timedelta(days=1)
START = dt.datetime(2027, 3, 1, 7, tzinfo=dt.UTC)
LEVELS = (LevelFacts("нет", Decimal(0)), LevelFacts("есть", Decimal(2), "Названы люди"))
CRITERIA = [CriterionFacts("Люди", Decimal(2), "Есть ли имена", LEVELS), CriterionFacts("Смета", levels=LEVELS)]


def items_of(run: CourseRun) -> list[RunItem]:
    return list(RunItem.objects.filter(run=run, retired_in__isnull=True).order_by("position"))


def facts_of(item: RunItem, **more: object) -> dict:
    return {name: getattr(item, name) for name in FACTS} | {"after": []} | more


def add_lessons(page, count: int) -> list[LessonPage]:
    module = ModulePage.objects.child_of(page).order_by("path").first()
    return [module.add_child(instance=LessonPage(title=f"Новый {n}", slug=f"novyy-{n}")) for n in range(count)]


def work_of(enrolment: Enrolment) -> Submission:
    item = items_of(enrolment.run)[0]
    work = Submission.objects.create(enrolment=enrolment, activity=item.activity)
    SubmissionVersion.objects.create(submission=work, number=1, text="Паспорт")
    return work


def said(answer) -> list[str]:
    """Messages on the screen."""
    return [str(one) for one in answer.context["messages"]] if answer.context else []


def typed(form: BaseForm) -> dict:
    """What a browser sends if the form is pressed at once."""
    sent = {}
    for field in form:
        value = field.value()
        parts = getattr(field.field.widget, "widgets", None)
        if parts:
            shown = value if isinstance(value, list) else field.field.widget.decompress(value)
            pairs = enumerate(zip(parts, shown, strict=True))
            sent |= {f"{field.html_name}_{n}": one.format_value(part) for n, (one, part) in pairs}
        elif value not in (None, False):
            sent[field.html_name] = value
    return {name: value for name, value in sent.items() if value is not None}
