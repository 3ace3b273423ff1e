"""«Ждут вас»: works, answers, questions and requests of a mentor's groups, the oldest first (spec: school §1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet

from people.models import User
from school.models import Attempt, CourseRun, Enrolment, ExtensionRequest, Group, MentorAssignment, Submission, Thread
from school.roles import manages_school
from school.states import WITH_MENTOR, AttemptState, RequestState, RunStatus

PAGE = 50


class Kind(StrEnum):
    """What waits."""

    WORK = "work"
    ANSWER = "answer"
    QUESTION = "question"
    TIME = "time"


@dataclass(frozen=True)
class Waiting:
    """One row of the queue: what, whose, of which activity, since when, who has it in hands, whether it was handed over."""

    kind: Kind
    row: Any
    enrolment: Enrolment
    title: str
    since: datetime
    claimed_by: User | None = None
    handed: bool = False


def reviewed_by(user: User) -> QuerySet[Enrolment]:
    """Enrolments whose works this person reads: of own groups; all for who runs the School; never one's own."""
    rows = Enrolment.objects.real().exclude(user=user)
    if manages_school(user):
        return rows
    groups = MentorAssignment.objects.filter(user=user, until__isnull=True).values("group")
    return rows.filter(group__in=groups)


def groups_of(user: User) -> QuerySet[Group]:
    """Groups whose mentor the person is now; all of open runs for who runs the School."""
    groups = Group.objects.filter(run__status=RunStatus.OPEN).select_related("run__course__page", "region")
    if not manages_school(user):
        groups = groups.filter(mentors__user=user, mentors__until__isnull=True)
    return groups.order_by("run__starts", "run__title", "title")


def waiting_for(user: User, *, kind: str = "", run: CourseRun | None = None, group: Group | None = None) -> list[Waiting]:
    """The queue, the oldest first. Four queries whatever its length; `kind`, `run`, `group` narrow it."""
    narrow = Q(run=run) if run else Q()
    narrow &= Q(group=group) if group else Q()
    whose = reviewed_by(user).filter(narrow)
    works = works_for(user).filter(enrolment__in=Enrolment.objects.filter(narrow)) if narrow else works_for(user)
    makers = {
        Kind.WORK: lambda: _works(works, user),
        Kind.ANSWER: lambda: _answers(whose),
        Kind.QUESTION: lambda: _questions(whose),
        Kind.TIME: lambda: _times(whose),
    }
    chosen = [make for name, make in makers.items() if not kind or name == kind]
    return sorted((row for make in chosen for row in make()), key=lambda one: one.since)


def works_for(user: User) -> QuerySet[Submission]:
    """Works that wait for this person: of own groups but for those given to another, and those given to this one."""
    waiting = Submission.objects.filter(state__in=WITH_MENTOR)
    own = Q(enrolment__in=reviewed_by(user))
    if manages_school(user):
        return waiting.filter(own)
    elsewhere = waiting.handed_over().exclude(assigned_to=user)
    return waiting.filter(own & ~Q(pk__in=elsewhere.values("pk")) | Q(pk__in=waiting.handed_to(user).values("pk")))


def counts_for(user: User) -> dict[str, int]:
    """How many of each kind wait, for the cabinet and the head of the desk. Four queries."""
    whose = reviewed_by(user)
    return {
        Kind.WORK: works_for(user).count(),
        Kind.ANSWER: Attempt.objects.filter(enrolment__in=whose, state=AttemptState.IN_REVIEW).count(),
        Kind.QUESTION: Thread.objects.filter(enrolment__in=whose, waits_since__isnull=False).count(),
        Kind.TIME: ExtensionRequest.objects.filter(enrolment__in=whose, state=RequestState.OPEN).count(),
    }


def _works(rows: QuerySet[Submission], user: User) -> Iterable[Waiting]:
    for row in rows.select_related(*RELATED, "activity__page", "claimed_by").order_by("waits_since")[:PAGE]:
        handed = row.assigned_to_id == user.pk
        yield Waiting(Kind.WORK, row, row.enrolment, row.activity.page.title, row.waits_since, row.claimed_by, handed)


def _answers(whose: QuerySet[Enrolment]) -> Iterable[Waiting]:
    rows = Attempt.objects.filter(enrolment__in=whose, state=AttemptState.IN_REVIEW)
    for row in rows.select_related(*RELATED, "activity__page", "claimed_by").order_by("closed_at")[:PAGE]:
        yield Waiting(Kind.ANSWER, row, row.enrolment, row.activity.page.title, row.closed_at, row.claimed_by)


def _questions(whose: QuerySet[Enrolment]) -> Iterable[Waiting]:
    rows = Thread.objects.filter(enrolment__in=whose, waits_since__isnull=False)
    for row in rows.select_related(*RELATED, "activity__page").order_by("waits_since")[:PAGE]:
        yield Waiting(Kind.QUESTION, row, row.enrolment, row.activity.page.title, row.waits_since)


def _times(whose: QuerySet[Enrolment]) -> Iterable[Waiting]:
    rows = ExtensionRequest.objects.filter(enrolment__in=whose, state=RequestState.OPEN)
    for row in rows.select_related(*RELATED, "item").order_by("asked_at")[:PAGE]:
        yield Waiting(Kind.TIME, row, row.enrolment, row.item.title, row.asked_at)


RELATED = ("enrolment__user", "enrolment__group", "enrolment__run__course__page", "enrolment__region")
