"""What a course page and its lessons show: programme, enrolment, pages of the reader's language; equal queries at any length."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from people.rules import Visitor
from school.calculators.programme import Programme, programme
from school.calculators.run_phase import Seen, by_interest
from school.models.enrolment import Enrolment
from school.models.learning import ActivityProgress
from school.models.run import CourseRun, RunItem
from school.states import READS, EnrolmentStatus


@dataclass(frozen=True)
class PageItem:
    """A published activity of a course without a run, in the shape of a programme's line."""

    activity_id: Any
    module_title: str
    title: str
    minutes: int
    required: bool
    opens: str = "always"
    opens_at: datetime | None = None


def enrolment_in(course_key: Any, user: Visitor) -> Enrolment | None:
    """The enrolment a lesson uses: the active one, else the latest completed, else the one that waits. One query."""
    if not user or not user.is_authenticated:
        return None
    order = {EnrolmentStatus.ACTIVE: 0, EnrolmentStatus.SUSPENDED: 1, EnrolmentStatus.COMPLETED: 2}
    rows = list(
        Enrolment.objects.filter(user=user, course_id=course_key).select_related("run", "group", "region").order_by("-created_at")
    )
    rows = [row for row in rows if not row.is_preview] or rows
    return min(rows, key=lambda row: order.get(row.status, 3), default=None)


def learners_programme(enrolment: Enrolment) -> Programme:
    """The programme of an enrolment with its progress. Two queries."""
    items = RunItem.objects.filter(run_id=enrolment.run_id, retired_in__isnull=True).order_by("position")
    done = dict(ActivityProgress.objects.filter(enrolment=enrolment).values_list("activity_id", "state"))
    return programme(items, done, timezone.now())


def visitors_programme(parts: list[tuple[Any, Any]]) -> Programme:
    """The programme as everybody sees it, from (module page, activity page) pairs."""
    items = [PageItem(page.translation_key, module.title, page.title, page.minutes, page.required) for module, page in parts]
    return programme(items, {}, timezone.now())


def runs_of(course_key: Any) -> list[Seen]:
    """Open runs of a course, the most interesting first. One query."""
    return by_interest(list(CourseRun.objects.opened().filter(course_id=course_key)), timezone.now())


def reads(enrolment: Enrolment | None) -> bool:
    """Whether the enrolment opens lessons."""
    return enrolment is not None and enrolment.status in READS
