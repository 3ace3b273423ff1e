"""A learner's attempt: begun, answered, handed in, ended by the clock (spec: school §3). The guard row is the enrolment."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from core import guard
from people.models import User
from school.calculators import attempts as sums
from school.calculators.deadlines import Terms
from school.models import Attempt, Enrolment, QuestionVersion, QuizPage, Response
from school.models.asked import asked_of
from school.models.attempt import ClosedBy
from school.models.tries import Tries, tries_at
from school.questions import KINDS, option_order
from school.services.access import ActivityClosed, open_line
from school.services.attempts_grading import close, terms_at
from school.states import EnrolmentStatus

__all__ = ["ActivityClosed", "AlreadyOpen", "StartRefused"]


class AlreadyOpen(Exception):
    """«Вы уже проходите тест»: `attempt` is the one."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(attempt.public_id)
        self.attempt = attempt


class StartRefused(Exception):
    """No attempt begins; `why`: «none_left», «too_soon» (till `until`), «closed» by its last date, «empty»."""

    def __init__(self, why: str, until: datetime | None = None) -> None:
        super().__init__(why)
        self.why, self.until = why, until


@dataclass(frozen=True)
class Paper:
    """The questions of one attempt, picked and put in order before the act."""

    activity_id: UUID
    seed: int
    rows: list[tuple[QuestionVersion, sums.Picked, list[str]]]


def paper_for(quiz: QuizPage, enrolment: Enrolment, seed: int | None = None) -> Paper:
    """Pick by the seed: unseen questions first, options in their order. Three queries whatever the number of questions."""
    seed = secrets.randbits(62) if seed is None else seed
    random = Random(seed)  # noqa: S311  (a lot that can be drawn again, no secret)
    asked = asked_of(list(quiz.slots.all()), enrolment=enrolment, activity=quiz.translation_key)
    picked = sums.pick(asked.slots, asked.seen, random)
    if quiz.shuffle:
        random.shuffle(picked)
    wanted = [asked.versions[one.question] for one in picked]
    versions = {row.question_id: row for row in QuestionVersion.objects.filter(pk__in=wanted).select_related("question")}
    rows = [(versions[one.question], one) for one in picked]
    ordered = [(row, one, option_order(KINDS[row.question.kind], row.data, random, mix=quiz.shuffle)) for row, one in rows]
    return Paper(quiz.translation_key, seed, ordered)


@guard.act
def start_attempt(enrolment: Enrolment, quiz: QuizPage, paper: Paper, *, at: datetime) -> Attempt:
    """Begin an attempt with the questions of `paper`; its rules are those of this moment.

    Raises AlreadyOpen, StartRefused, ActivityClosed. An attempt whose time is over is closed on the way.
    """
    guard.hold(enrolment)
    line = open_line(enrolment, paper)
    tries = tries_at(quiz.rules(), enrolment, line, at)
    if tries.running and sums.is_over(at, deadline_of(tries.running, line.terms)):
        tries.running.enrolment = enrolment
        _close_by_time(tries.running, line.terms)
        tries = tries_at(quiz.rules(), enrolment, line, at)
    _refuse(tries, paper)
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        activity_id=paper.activity_id,
        number=max((row.number for row in tries.rows), default=0) + 1,
        quiz_revision=quiz.live_revision_id,
        rules=dict(tries.rules),
        seed=paper.seed,
        started_at=at,
        deadline_at=sums.deadline(at, quiz.time_limit, line.terms.extra_minutes, line.terms.hard),
    )
    Response.objects.bulk_create(
        Response(attempt=attempt, position=position, version=version, points=picked.points, option_order=order)
        for position, (version, picked, order) in enumerate(paper.rows, 1)
    )
    if not enrolment.is_preview:  # what only its author has looked at may still be changed
        used = [version.pk for version, _picked, _order in paper.rows]
        QuestionVersion.objects.filter(pk__in=used, frozen_at__isnull=True).update(frozen_at=at)
    return attempt


@guard.act
def save_answers(attempt: Attempt, answers: Mapping[int, Any], *, at: datetime) -> Attempt:
    """Store answers by position (pk → answer of `Response` rows of this attempt), judged by the moment of arrival.

    Those that came too late go beside the answers: a mentor may count them. Returns the attempt as it is now; if it is not
    running any more it was closed meanwhile. Raises ActivityClosed for who does not study any more.
    """
    guard.hold(attempt.enrolment)
    attempt = _fresh(attempt)
    _end_if_over(attempt, at)
    if not attempt.running:
        if attempt.closed_by == ClosedBy.TIME:
            _keep_late(attempt, answers, at)
        return attempt
    _studies(attempt.enrolment)
    rows = [Response(pk=pk, answer=answer, saved_at=at) for pk, answer in answers.items()]
    Response.objects.bulk_update(rows, ["answer", "saved_at"])
    return attempt


@guard.act
def hand_in(attempt: Attempt, *, actor: User, at: datetime, closed_by: str = ClosedBy.LEARNER) -> Attempt:
    """«Сдать»: close the attempt and mark its answers; twice is once. Returns the attempt as it is now."""
    guard.hold(attempt.enrolment)
    attempt = _fresh(attempt)
    _end_if_over(attempt, at)
    if attempt.running:
        _studies(attempt.enrolment)
        close(attempt, terms_at(attempt.enrolment, attempt.activity_id), by=closed_by, at=at, actor=actor)
    return attempt


@guard.act
def end_if_over(attempt: Attempt, *, at: datetime) -> Attempt:
    """Close a running attempt whose time is over; every touch of an attempt begins with it. Returns it as it is now."""
    guard.hold(attempt.enrolment)
    attempt = _fresh(attempt)
    _end_if_over(attempt, at)
    return attempt


def close_overdue() -> int:
    """What the clock does each minute: closes attempts whose time is over; returns how many, one act for each."""
    now = timezone.now()
    overdue = list(Attempt.objects.overdue(now).select_related("enrolment")[:200])
    return sum(not end_if_over(attempt, at=now).running for attempt in overdue)


def deadline_of(attempt: Attempt, terms: Terms) -> datetime | None:
    """Until when a running attempt takes answers by the terms of now: minutes added meanwhile count, so does a hard date."""
    return sums.deadline(attempt.started_at, attempt.rules["time_limit"], terms.extra_minutes, terms.hard)


def _refuse(tries: Tries, paper: Paper) -> None:
    if tries.open:
        raise AlreadyOpen(tries.open)
    if tries.hard_over:
        raise StartRefused("closed")
    if tries.left == 0:
        raise StartRefused("none_left")
    if tries.not_before:
        raise StartRefused("too_soon", tries.not_before)
    if not paper.rows:
        raise StartRefused("empty")


def _fresh(attempt: Attempt) -> Attempt:
    """The attempt as it is under the lock, its learner's status too."""
    return Attempt.objects.select_related("enrolment__run", "enrolment__user", "activity").get(pk=attempt.pk)


def _end_if_over(attempt: Attempt, at: datetime) -> None:
    if not attempt.running:
        return
    terms = terms_at(attempt.enrolment, attempt.activity_id)
    until = deadline_of(attempt, terms)
    if sums.is_over(at, until):
        _close_by_time(attempt, terms)
    elif until != attempt.deadline_at:
        Attempt.objects.filter(pk=attempt.pk).update(deadline_at=until)
        attempt.deadline_at = until


def _close_by_time(attempt: Attempt, terms: Terms) -> None:
    until = deadline_of(attempt, terms)
    attempt.deadline_at = until
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=until)
    close(attempt, terms, by=ClosedBy.TIME, at=until)


def _keep_late(attempt: Attempt, answers: Mapping[int, Any], at: datetime) -> None:
    """The first late answer to each question that differs from the stored one, with its moment."""
    rows = attempt.responses.filter(pk__in=answers, late_answer__isnull=True)
    late = [row for row in rows if answers[row.pk] is not None and answers[row.pk] != row.answer]
    for row in late:
        row.late_answer = {"answer": answers[row.pk], "at": at.isoformat()}
    Response.objects.bulk_update(late, ["late_answer"])


def _studies(enrolment: Enrolment) -> None:
    if enrolment.status not in {EnrolmentStatus.ACTIVE, EnrolmentStatus.COMPLETED}:
        raise ActivityClosed(str(enrolment.get_status_display()))
