"""Works of a mentor given to another mentor of the run, the oldest first (spec: school §1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core import guard, history
from people.models import User
from school.models import MentorAssignment, Submission, WorkReview
from school.services.claiming import hold_for
from school.states import WITH_MENTOR, RunStatus

RECENT = timedelta(days=180)


@dataclass(frozen=True)
class MentorRow:
    """A mentor: works that wait in the own groups, the oldest, those past the run's days; reviews sent and their median wait."""

    user: User
    waiting: int
    oldest: datetime | None
    overdue: int
    reviewed: int
    median_days: float | None


def mentors_now() -> QuerySet[User]:
    """Who leads a group of an open run."""
    led = MentorAssignment.objects.filter(user=OuterRef("pk"), until__isnull=True, group__run__status=RunStatus.OPEN)
    return User.objects.present().filter(Exists(led)).order_by("sort_name", "pk")


def works_of(mentor: User) -> QuerySet[Submission]:
    """Works that wait in the mentor's groups or are in the mentor's hands, the oldest first; not those ready for the morning."""
    groups = MentorAssignment.objects.filter(user=mentor, until__isnull=True).values("group")
    rows = Submission.objects.filter(state__in=WITH_MENTOR, enrolment__is_preview=False)
    ready = WorkReview.objects.filter(version__submission=OuterRef("pk"), sent_at__isnull=True, send_after__isnull=False)
    free = Q(claimed_by__isnull=True, enrolment__group__in=groups)
    return rows.filter(free | Q(claimed_by=mentor)).exclude(Exists(ready)).order_by("waits_since", "pk")


def takers_for(mentor: User) -> QuerySet[User]:
    """Other mentors of the runs in which this one has works."""
    runs = works_of(mentor).order_by().values("enrolment__run")
    led = MentorAssignment.objects.filter(user=OuterRef("pk"), until__isnull=True, group__run__in=runs)
    return User.objects.present().filter(Exists(led)).exclude(pk=mentor.pk).order_by("sort_name", "pk")


def hand_over(works: Iterable[Submission], to: User, *, by: User, reason: str) -> int:
    """Give works to another mentor of their run, who joins their groups to see them; returns how many were given.

    A work that was decided or taken back meanwhile, one of another run or the taker's own is passed over. Side effect: history.
    """
    return sum(_hand_one(work.pk, to, by, reason) for work in works)


def mentor_rows() -> list[MentorRow]:
    """All mentors of open runs with what waits and how long people wait for them. Four queries for any number."""
    now = timezone.now()
    mentors = {user.pk: user for user in mentors_now()}
    leads = MentorAssignment.objects.filter(user__in=mentors, until__isnull=True).values_list("group", "user")
    by_group: dict[int, list[int]] = {}
    for group, user in leads:
        by_group.setdefault(group, []).append(user)
    waiting: dict[int, list[tuple[datetime, int]]] = {pk: [] for pk in mentors}
    rows = Submission.objects.filter(state__in=WITH_MENTOR, enrolment__is_preview=False)
    for group, holder, since, days in rows.values_list(
        "enrolment__group", "claimed_by", "waits_since", "enrolment__run__review_days"
    ):
        for user in [holder] if holder in mentors else by_group.get(group, []):
            waiting[user].append((since, days))
    waits: dict[int, list[float]] = {pk: [] for pk in mentors}
    sent = WorkReview.objects.filter(reviewer__in=mentors, sent_at__gte=now - RECENT, version__sent_at__isnull=False)
    for user, written, answered in sent.values_list("reviewer", "version__sent_at", "sent_at"):
        waits[user].append((answered - written) / timedelta(days=1))
    return [
        MentorRow(
            user,
            len(waiting[pk]),
            min((since for since, _days in waiting[pk]), default=None),
            sum(since < now - timedelta(days=days) for since, days in waiting[pk]),
            len(waits[pk]),
            round(median(waits[pk]), 1) if waits[pk] else None,
        )
        for pk, user in mentors.items()
    ]


@guard.act
def _hand_one(pk: int, to: User, by: User, reason: str) -> bool:
    work = Submission.objects.select_related("enrolment__user", "enrolment__group", "claimed_by").get(pk=pk)
    enrolment = work.enrolment
    guard.hold(enrolment)
    work.refresh_from_db()
    leads = MentorAssignment.objects.filter(user=to, until__isnull=True)
    if work.state not in WITH_MENTOR or enrolment.user_id == to.pk or not leads.filter(group__run=enrolment.run_id).exists():
        return False
    if enrolment.group_id is None:
        return False
    _joined, new = MentorAssignment.objects.get_or_create(group_id=enrolment.group_id, user=to, until=None)
    if new:
        history.record(enrolment.group, "mentor_added", now={"mentor": to.public_id}, reason=reason, actor=by)
    was = work.claimed_by
    hold_for(work, to, take_over=True)
    told = {"mentor": was.public_id if was else ""}
    history.record(work, "handed_over", was=told, now={"mentor": to.public_id}, reason=reason, actor=by, person=enrolment.user)
    return True
