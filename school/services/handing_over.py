"""Works of a mentor given to another mentor of the run, the oldest first (spec: school §1).

Whoever gets a work reads this work alone, of a group that stays strange otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core import guard, history
from people.models import User
from school.models import MentorAssignment, Submission, WorkReview
from school.services.claiming import let_go
from school.states import WITH_MENTOR, RunStatus, SubmissionState

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


@dataclass(frozen=True)
class Handed:
    """To whom a work was handed over, and why."""

    to: User
    reason: str


def handed_over(work: Submission) -> Handed | None:
    """Whose the work is now if not its own group's. Two queries where it was ever given."""
    if work.assigned_to is None or not Submission.objects.handed_over().filter(pk=work.pk).exists():
        return None
    told = history.Entry.objects.about(work).filter(verb="handed_over").last()
    return Handed(work.assigned_to, told.reason if told else "")


def mentors_now() -> QuerySet[User]:
    """Who leads a group of an open run."""
    led = MentorAssignment.objects.filter(user=OuterRef("pk"), until__isnull=True, group__run__status=RunStatus.OPEN)
    return User.objects.present().filter(Exists(led)).order_by("sort_name", "pk")


def works_of(mentor: User) -> QuerySet[Submission]:
    """Works that wait for the mentor or are in the mentor's hands, the oldest first; not those ready for the morning.

    They wait for whom they were given to, else for the mentors of the group.
    """
    groups = MentorAssignment.objects.filter(user=mentor, until__isnull=True).values("group")
    rows = Submission.objects.filter(state__in=WITH_MENTOR, enrolment__is_preview=False)
    ready = WorkReview.objects.filter(version__submission=OuterRef("pk"), sent_at__isnull=True, send_after__isnull=False)
    given = Q(pk__in=rows.handed_to(mentor).values("pk"))
    of_group = Q(enrolment__group__in=groups) & ~Q(pk__in=rows.handed_over().values("pk"))
    mine = Q(claimed_by=mentor) | Q(claimed_by__isnull=True) & (given | of_group)
    return rows.filter(mine).exclude(Exists(ready)).order_by("waits_since", "pk")


def takers_for(mentor: User) -> QuerySet[User]:
    """Other mentors of the runs in which this one has works."""
    runs = works_of(mentor).order_by().values("enrolment__run")
    led = MentorAssignment.objects.filter(user=OuterRef("pk"), until__isnull=True, group__run__in=runs)
    return User.objects.present().filter(Exists(led)).exclude(pk=mentor.pk).order_by("sort_name", "pk")


def hand_over(works: Iterable[Submission], to: User, *, by: User, reason: str) -> int:
    """Give works to another mentor of their run, in whose queue they stay until decided; returns how many were given.

    A work that was decided or taken back meanwhile, one of another run or the taker's own is passed over. Who had it in hands
    has it no more, a begun review stays with the work. Side effect: history.
    """
    return sum(_hand_one(work.pk, to, by, reason) for work in works)


def mentor_rows() -> list[MentorRow]:
    """All mentors of open runs with what waits and how long people wait for them. Five queries for any number."""
    now = timezone.now()
    mentors = {user.pk: user for user in mentors_now()}
    leads = MentorAssignment.objects.filter(user__in=mentors, until__isnull=True).values_list("group", "user")
    by_group: dict[int, list[int]] = {}
    for group, user in leads:
        by_group.setdefault(group, []).append(user)
    waiting: dict[int, list[tuple[datetime, int]]] = {pk: [] for pk in mentors}
    rows = Submission.objects.filter(state__in=WITH_MENTOR, enrolment__is_preview=False)
    given = dict(rows.handed_over().values_list("pk", "assigned_to"))
    for pk, group, holder, since, days in rows.values_list(
        "pk", "enrolment__group", "claimed_by", "waits_since", "enrolment__run__review_days"
    ):
        whose = next((one for one in (holder, given.get(pk)) if one in mentors), None)
        for user in [whose] if whose else by_group.get(group, []):
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
    work = Submission.objects.select_related("enrolment__user", "claimed_by", "assigned_to").get(pk=pk)
    guard.hold(work.enrolment)
    work.refresh_from_db(fields=["state", "claimed_by", "assigned_to"])
    was = work.claimed_by or work.assigned_to
    if not _may_get(to, work):
        return False
    if work.state == SubmissionState.IN_REVIEW:
        let_go(work, by)
    Submission.objects.filter(pk=work.pk).update(assigned_to=to)
    told = {"mentor": was.public_id if was else ""}
    history.record(
        work, "handed_over", was=told, now={"mentor": to.public_id}, reason=reason, actor=by, person=work.enrolment.user
    )
    return True


def _may_get(to: User, work: Submission) -> bool:
    leads = MentorAssignment.objects.filter(user=to, until__isnull=True, group__run=work.enrolment.run_id)
    return work.state in WITH_MENTOR and work.enrolment.user_id != to.pk and leads.exists()
