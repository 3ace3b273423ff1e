"""What a desk of the School shows: rows by right, runs with counts, what waits, how far people are (spec: school §1, §5)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from people import roles
from people.models import User
from people.rules import has_role
from regions.scope import ALL, scope_of
from school.calculators.deadlines import terms_of
from school.models import ActivityProgress, CourseRun, Enrolment, Extension, Group, MentorAssignment, RunItem, Submission
from school.roles import manages_school
from school.states import DONE, STUDIES, WITH_MENTOR, EnrolmentStatus, RunStatus

SILENT = timedelta(days=14)


@dataclass(frozen=True)
class Standing:
    """How far a learner is: required lines done of all, and how many of them are overdue."""

    done: int
    required: int
    overdue: int

    @property
    def percent(self) -> int:
        """Whole per cent of what is required."""
        return 100 * self.done // self.required if self.required else 0


@dataclass
class RunRow:
    """A run on the front of the desk, counted over the people its reader sees."""

    run: CourseRun
    counts: dict[str, int] = field(default_factory=dict)
    old_works: int = 0
    orphans: list[Group] = field(default_factory=list)

    @property
    def studying(self) -> int:
        """Active and suspended."""
        return sum(self.counts.get(one, 0) for one in STUDIES)

    @property
    def waits(self) -> bool:
        """Whether something of it waits for the reader."""
        return bool(self.counts.get(EnrolmentStatus.REQUESTED) or self.old_works or self.orphans)


def at_desk_of(user: User) -> QuerySet[Enrolment]:
    """Everybody's for who runs the School; of the own region for a coordinator; nobody's for others. Previews never."""
    rows = Enrolment.objects.real()
    if manages_school(user):
        return rows
    if not has_role(user, roles.COORDINATORS):
        return rows.none()
    scope = scope_of(user)
    return rows if scope == ALL else rows.filter(region__in=scope)


def runs_at_desk(user: User) -> QuerySet[CourseRun]:
    """Runs the reader works with: all but drafts."""
    return CourseRun.objects.exclude(status=RunStatus.DRAFT).select_related("course__page")


def front_rows(user: User) -> list[RunRow]:
    """Runs with their counts, open ones first. Four queries for any number of runs; two for a coordinator."""
    runs = runs_at_desk(user)
    rows = {run.pk: RunRow(run) for run in sorted(runs, key=lambda run: (run.status != RunStatus.OPEN, run.course.page.title))}
    counted = at_desk_of(user).filter(run__in=rows).order_by().values_list("run", "status").annotate(n=Count("pk"))
    for run, status, people in counted:
        rows[run].counts[status] = people
    if manages_school(user):
        _add_troubles(rows)
    return list(rows.values())


def silent_rows(rows: QuerySet[Enrolment], now: datetime) -> QuerySet[Enrolment]:
    """Who studies and was not seen for two weeks."""
    before = now - SILENT
    never = Q(last_seen_on__isnull=True) & Q(active_from__lt=before)
    return rows.filter(never | Q(last_seen_on__lte=timezone.localdate(before)), status=EnrolmentStatus.ACTIVE)


def standings_of(rows: Sequence[Enrolment], run: CourseRun) -> dict[int, Standing]:
    """How far each of these people of one run is. Two queries, four where lines have dates, whatever their number."""
    items = list(RunItem.objects.filter(run=run, retired_in__isnull=True, required=True))
    dated = [item for item in items if item.soft or item.soft_days is not None]
    done = _pairs(ActivityProgress.objects.filter(enrolment__in=rows, state__in=DONE))
    with_mentor = _pairs(Submission.objects.filter(enrolment__in=rows, state__in=WITH_MENTOR)) if dated else set()
    handed, later = done | with_mentor, _extensions(run) if dated else {}
    now = timezone.now()
    shown = {}
    for row in rows:
        missing = [item for item in dated if (row.pk, item.activity_id) not in handed]
        overdue = sum(_is_overdue(item, row, later, now) for item in missing)
        made = sum((row.pk, item.activity_id) in done for item in items)
        shown[row.pk] = Standing(made, len(items), overdue if row.status == EnrolmentStatus.ACTIVE else 0)
    return shown


def _add_troubles(rows: dict[int, RunRow]) -> None:
    now = timezone.now()
    waiting = Submission.objects.filter(state__in=WITH_MENTOR, enrolment__run__in=rows, enrolment__is_preview=False)
    for run, since in waiting.values_list("enrolment__run", "waits_since"):
        rows[run].old_works += since < now - timedelta(days=rows[run].run.review_days)
    led = MentorAssignment.objects.filter(group=OuterRef("pk"), until__isnull=True)
    learners = Enrolment.objects.real().filter(group=OuterRef("pk"), status__in=STUDIES)
    led_runs = [pk for pk, row in rows.items() if row.run.status == RunStatus.OPEN and not row.run.self_paced]
    groups = Group.objects.filter(~Exists(led), Exists(learners), run__in=led_runs)
    for group in groups.order_by("title"):
        rows[group.run_id].orphans.append(group)


def _pairs(rows: QuerySet) -> set[tuple]:
    return set(rows.values_list("enrolment_id", "activity_id"))


def _extensions(run: CourseRun) -> dict[tuple, list[Extension]]:
    found: dict[tuple, list[Extension]] = {}
    for one in Extension.objects.filter(item__run=run, soft__isnull=False):
        found.setdefault((one.item_id, one.enrolment_id, one.group_id), []).append(one)
    return found


def _is_overdue(item: RunItem, row: Enrolment, later: dict[tuple, list[Extension]], now: datetime) -> bool:
    given = [*later.get((item.pk, row.pk, None), []), *later.get((item.pk, None, row.group_id), [])]
    soft = terms_of(item, row.active_from, row.run.zone, given).soft
    return soft is not None and soft < now
