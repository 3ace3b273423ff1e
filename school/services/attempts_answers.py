"""What a mentor does with a closed attempt: takes it, marks free texts, counts late answers, voids it (spec: school §1, §3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from core import guard, history, states
from people.models import User
from school.calculators.attempts import tally
from school.models import Attempt, Response
from school.models.attempt import ClosedBy
from school.models.learning import Verb
from school.questions import KINDS
from school.services.attempts_grading import event_of, grade, points_of, terms_at
from school.services.completing import complete_if_done
from school.services.telling import tell_learner
from school.states import ATTEMPT_MOVES, AttemptState, Source

CLOSED = {AttemptState.IN_REVIEW, AttemptState.GRADED}


class Held(Exception):
    """Another mentor is at these answers; `attempt` tells who and since when."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(attempt.public_id)
        self.attempt = attempt


@dataclass(frozen=True)
class Given:
    """What a mentor says of one answer: points (of free texts), a remark, whether the late answer counts."""

    score: Decimal | None = None
    comment: str = ""
    take_late: bool = False


@guard.act
def claim_answers(attempt: Attempt, *, by: User) -> None:
    """Take the answers, from another mentor too."""
    guard.hold(attempt.enrolment)
    Attempt.objects.filter(pk=attempt.pk, state=AttemptState.IN_REVIEW).update(claimed_by=by, claimed_at=timezone.now())


@guard.act
def release_answers(attempt: Attempt, *, by: User) -> None:
    """Give one's own answers back to the queue."""
    guard.hold(attempt.enrolment)
    Attempt.objects.filter(pk=attempt.pk, claimed_by=by).update(claimed_by=None, claimed_at=None)


@guard.act
def mark_answers(attempt: Attempt, given: Mapping[int, Given], *, by: User, done: bool, reason: str = "") -> Attempt:
    """Keep points and remarks by position; `done` and everything marked: the attempt is graded, the learner gets a letter.

    A late answer that counts takes the place of the stored one; in a graded attempt that changes the grade, with the reason
    the learner reads. Raises Held, NotAllowed for an attempt that is running or voided. Returns it as it is now.
    """
    guard.hold(attempt.enrolment)
    attempt = _closed(attempt)
    if attempt.held_by_other(by, timezone.now()):
        raise Held(attempt)
    rows = list(attempt.responses.select_related("version__question"))
    taken = [row.position for row in rows if _apply(row, given.get(row.position), by, attempt.state == AttemptState.IN_REVIEW)]
    Response.objects.bulk_update(rows, ["answer", "late_answer", "score", "comment", "marked_by"])
    waits = any(row.score is None for row in rows)
    if attempt.state == AttemptState.GRADED:
        if taken and not waits:
            _regrade(attempt, rows, by, reason, taken)
    elif done and not waits:
        _finish(attempt, rows, by)
    else:
        Attempt.objects.filter(pk=attempt.pk).update(claimed_by=by, claimed_at=timezone.now())
    return attempt


@guard.act
def void_attempt(attempt: Attempt, *, by: User, reason: str) -> None:
    """The attempt does not count any more, with the reason the learner reads; the grade is what the others bring.

    Raises NotAllowed if it is voided already.
    """
    guard.hold(attempt.enrolment)
    attempt = _fresh(attempt)
    ended = {} if attempt.closed_at else {"closed_at": timezone.now(), "closed_by": ClosedBy.MENTOR}
    states.move(
        attempt,
        AttemptState.VOIDED,
        moves=ATTEMPT_MOVES,
        field="state",
        actor=by,
        person=attempt.enrolment.user,
        audience=history.PERSON,
        reason=reason,
        **ended,
    )
    terms = terms_at(attempt.enrolment, attempt.activity_id)
    grade(attempt, terms, actor=by, source=Source.MENTOR, verb=Verb.OVERRODE, note=reason)


def _apply(row: Response, given: Given | None, by: User, reviewing: bool) -> bool:
    """Write into the row what the mentor says; returns whether a late answer was counted."""
    by_hand = KINDS[row.version.question.kind].by_hand
    took = bool(given and given.take_late and row.late_answer)
    if took:
        row.answer, row.late_answer, row.marked_by = row.late_answer["answer"], None, by
        row.score = given.score if by_hand else points_of(row)
    elif given and reviewing and by_hand and row.answer:
        row.score, row.marked_by = given.score, by
    if given and (took or reviewing):
        row.comment = given.comment
    return took


def _finish(attempt: Attempt, rows: list[Response], by: User) -> None:
    states.move(
        attempt,
        AttemptState.GRADED,
        moves=ATTEMPT_MOVES,
        field="state",
        actor=by,
        person=attempt.enrolment.user,
        audience=history.PERSON,
        scaled=tally((row.points, row.score) for row in rows).share,
        claimed_by=None,
        claimed_at=None,
    )
    terms = terms_at(attempt.enrolment, attempt.activity_id)
    grade(attempt, terms, actor=by, source=Source.MENTOR, event_id=event_of(attempt, "graded"))
    _tell(attempt)
    complete_if_done(attempt.enrolment)


def _regrade(attempt: Attempt, rows: list[Response], by: User, reason: str, taken: list[int]) -> None:
    was, attempt.scaled = attempt.scaled, tally((row.points, row.score) for row in rows).share
    Attempt.objects.filter(pk=attempt.pk).update(scaled=attempt.scaled)
    history.record(
        attempt,
        "late_counted",
        was={"scaled": str(was)},
        now={"scaled": str(attempt.scaled), "questions": taken},
        reason=reason,
        actor=by,
        person=attempt.enrolment.user,
        audience=history.PERSON,
    )
    terms = terms_at(attempt.enrolment, attempt.activity_id)
    grade(attempt, terms, actor=by, source=Source.MENTOR, note=reason)
    complete_if_done(attempt.enrolment)


def _tell(attempt: Attempt) -> None:
    tell_learner(attempt.enrolment, "answers_graded", key=attempt.public_id, data={"attempt": attempt.public_id})


def _closed(attempt: Attempt) -> Attempt:
    attempt = _fresh(attempt)
    if attempt.state not in CLOSED:
        raise states.NotAllowed(attempt.state, AttemptState.GRADED)
    return attempt


def _fresh(attempt: Attempt) -> Attempt:
    found = Attempt.objects.select_related("enrolment__run", "enrolment__user", "activity__page", "claimed_by")
    return found.get(pk=attempt.pk)
