"""«Ждут вас»: works, answers, questions and requests of a mentor's groups, the oldest first (spec: school §1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

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
    """One row of the queue: what, whose, of which activity, since when, who has it in hands."""

    kind: Kind
    row: Any
    enrolment: Enrolment
    title: str
    since: datetime
    claimed_by: User | None = None


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
    whose = reviewed_by(user)
    if run:
        whose = whose.filter(run=run)
    if group:
        whose = whose.filter(group=group)
    makers = {Kind.WORK: _works, Kind.ANSWER: _answers, Kind.QUESTION: _questions, Kind.TIME: _times}
    chosen = [make for name, make in makers.items() if not kind or name == kind]
    return sorted((row for make in chosen for row in make(whose)), key=lambda one: one.since)


def counts_for(user: User) -> dict[str, int]:
    """How many of each kind wait, for the cabinet and the head of the desk. Four queries."""
    whose = reviewed_by(user)
    return {
        Kind.WORK: Submission.objects.filter(enrolment__in=whose, state__in=WITH_MENTOR).count(),
        Kind.ANSWER: Attempt.objects.filter(enrolment__in=whose, state=AttemptState.IN_REVIEW).count(),
        Kind.QUESTION: Thread.objects.filter(enrolment__in=whose, waits_since__isnull=False).count(),
        Kind.TIME: ExtensionRequest.objects.filter(enrolment__in=whose, state=RequestState.OPEN).count(),
    }


def _works(whose: QuerySet[Enrolment]) -> Iterable[Waiting]:
    rows = Submission.objects.filter(enrolment__in=whose, state__in=WITH_MENTOR)
    for row in rows.select_related(*RELATED, "activity__page", "claimed_by").order_by("waits_since")[:PAGE]:
        yield Waiting(Kind.WORK, row, row.enrolment, row.activity.page.title, row.waits_since, row.claimed_by)


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
