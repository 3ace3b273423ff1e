"""What a course page and its activities show: programme, enrolment; one query for a programme of any length."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Aggregate, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from people.rules import Visitor
from school.calculators.deadlines import Terms, terms_of
from school.calculators.programme import Facts, Programme, programme
from school.calculators.run_phase import Seen, by_interest
from school.models.attempt import Attempt
from school.models.dates import Extension
from school.models.enrolment import Enrolment
from school.models.grades import Grade
from school.models.learning import ActivityProgress
from school.models.run import CourseRun, RunItem
from school.models.submission import Submission
from school.states import OPEN_ATTEMPT, READS, WAITS, EnrolmentStatus


@dataclass(frozen=True)
class PageItem:
    """A published activity of a course without a run, in the shape of a programme's line."""

    activity_id: Any
    module_title: str
    title: str
    minutes: int
    required: bool
    kind: str = "lesson"
    weight: int = 1
    opens: str = "always"
    opens_at: datetime | None = None


@dataclass(frozen=True)
class Added:
    """The sum of a line's extensions for one learner, in the shape of one extension."""

    soft: datetime | None
    hard: datetime | None
    extra_attempts: int
    extra_minutes: int
    waives_opening: bool


def enrolment_in(course_key: Any, user: Visitor) -> Enrolment | None:
    """The enrolment a lesson uses: the active one, else the latest completed, else the one that waits. One query."""
    if not user or not user.is_authenticated:
        return None
    order = {EnrolmentStatus.ACTIVE: 0, EnrolmentStatus.SUSPENDED: 1, EnrolmentStatus.COMPLETED: 2}
    rows = list(
        Enrolment.objects.filter(user=user, course_id=course_key).select_related("run", "group", "region").order_by("-created_at")
    )
    # An author's preview is read where no real enrolment is, also beside one that has ended.
    real = [row for row in rows if not row.is_preview and row.status in (*READS, *WAITS)]
    rows = real or [row for row in rows if row.is_preview] or rows
    return min(rows, key=lambda row: order.get(row.status, 3), default=None)


def programme_rows(enrolments: Iterable[Enrolment]) -> list[RunItem]:
    """Live items of the enrolments' runs in order, once for each enrolment, with what is known of its learner. Two queries.

    Attributes added: enrolled (pk of the enrolment), kind, page_live, state, work, attempt_state, scaled, added_… (extensions),
    befores (activities of `after`).
    """
    rows = list(
        RunItem.objects.filter(retired_in__isnull=True, run__enrolments__in=[one.pk for one in enrolments])
        .annotate(enrolled=F("run__enrolments__pk"), enrolled_group=F("run__enrolments__group"))
        .annotate(
            kind=F("activity__kind"),
            page_live=F("activity__page__live"),
            state=_own(ActivityProgress, "state"),
            work=_own(Submission, "state"),
            attempt_state=_own(Attempt, "state", state__in=OPEN_ATTEMPT),
            scaled=_own(Grade, "scaled"),
            added_soft=_given(Max("soft")),
            added_hard=_given(Max("hard")),
            added_attempts=_given(Sum("extra_attempts")),
            added_minutes=_given(Max("extra_minutes")),
            waiver=_given(Max("pk"), waives_opening=True),
        )
        .order_by("enrolled", "position")
    )
    befores = _befores({row.run_id for row in rows})
    for row in rows:
        row.befores = frozenset(befores.get(row.pk, ()))
    return rows


def facts_of(row: RunItem, enrolment: Enrolment) -> Facts:
    """What is known of one row of `programme_rows`."""
    return Facts(row.state, row.work, row.attempt_state, row.scaled, terms_for(row, enrolment), row.befores)


def terms_for(row: RunItem, enrolment: Enrolment) -> Terms:
    """The dates of one row of `programme_rows` for its learner."""
    added = Added(row.added_soft, row.added_hard, row.added_attempts or 0, row.added_minutes or 0, row.waiver is not None)
    return terms_of(row, enrolment.active_from, enrolment.run.zone, [added])


def programmes_of(enrolments: Iterable[Enrolment]) -> dict[int, Programme]:
    """The programme of each enrolment (by pk) with its progress, works, attempts, dates. Two queries for any number."""
    by_pk = {one.pk: one for one in enrolments}
    now = timezone.now()
    shown = {pk: programme([], {}, now) for pk in by_pk}
    for pk, rows in groupby(programme_rows(by_pk.values()), key=lambda row: row.enrolled):
        items = list(rows)
        shown[pk] = programme(items, {row.activity_id: facts_of(row, by_pk[pk]) for row in items}, now)
    return shown


def learners_programme(enrolment: Enrolment) -> Programme:
    """The programme of one enrolment. Two queries."""
    return programmes_of([enrolment])[enrolment.pk]


def visitors_programme(parts: list[tuple[Any, Any]]) -> Programme:
    """The programme as everybody sees it, from (module page, activity page) pairs."""
    items = [
        PageItem(page.translation_key, module.title, page.title, page.minutes, page.required, page.kind) for module, page in parts
    ]
    return programme(items, {}, timezone.now())


def runs_of(course_key: Any) -> list[Seen]:
    """Open runs of a course with their free places, the most interesting first. One query."""
    return by_interest(list(CourseRun.objects.opened().with_places().filter(course_id=course_key)), timezone.now())


def completed_by(user: Visitor, course_key: Any) -> Exists:
    """Whether the person has completed the course whose key the outer row gives; a guest has completed none."""
    mine = Enrolment.objects.filter(user=user.pk if user else None, completed_at__isnull=False, is_preview=False)
    return Exists(mine.filter(course=OuterRef(course_key)))


def reads(enrolment: Enrolment | None) -> bool:
    """Whether the enrolment opens lessons."""
    return enrolment is not None and enrolment.status in READS


def _own(model: Any, field: str, **more: Any) -> Subquery:
    rows: QuerySet = model.objects.filter(enrolment=OuterRef("enrolled"), activity=OuterRef("activity"), **more)
    return Subquery(rows.order_by().values(field)[:1])


def _given(what: Aggregate, **more: Any) -> Subquery:
    """Extensions of the person and of the group, put together."""
    mine = Q(enrolment=OuterRef("enrolled")) | Q(group=OuterRef("enrolled_group"))
    rows = Extension.objects.filter(mine, item=OuterRef("pk"), **more).order_by().values("item")
    return Subquery(rows.annotate(one=what).values("one"))


def _befores(runs: set[int]) -> dict[int, list]:
    pairs = RunItem.after.through.objects.filter(from_runitem__run__in=runs)
    found: dict[int, list] = {}
    for item, activity in pairs.values_list("from_runitem_id", "to_runitem__activity_id"):
        found.setdefault(item, []).append(activity)
    return found
