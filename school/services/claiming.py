"""Who reads a work: taken, given back, taken over; a work nobody touched for two hours goes back by itself (spec: school §3).

A work that was handed over goes back to whom it was given, not to the mentor who had it before.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from core import guard, history, states
from people.models import User
from school.models import Enrolment, MentorAssignment, Submission
from school.states import SUBMISSION_MOVES, SubmissionState

IDLE = timedelta(hours=2)


class TakenByOther(Exception):
    """Another mentor reads it: `who`, since `since`."""

    def __init__(self, who: User, since: datetime) -> None:
        super().__init__(str(who))
        self.who, self.since = who, since


@guard.act
def claim(submission: Submission, *, by: User, take_over: bool = False) -> None:
    """Take a work to read; one's own again only renews the time. Raises TakenByOther, NotAllowed."""
    guard.hold(submission.enrolment)
    hold_for(submission, by, take_over=take_over)


@guard.act
def release(submission: Submission, *, by: User) -> None:
    """«Вернуть в очередь»: the place in the queue stays. Raises NotAllowed if nobody reads it."""
    guard.hold(submission.enrolment)
    let_go(submission, by)


def release_idle(now: datetime | None = None) -> int:
    """Give back what was taken over two hours ago and not touched; by the minute clock. Returns how many."""
    before = (now or timezone.now()) - IDLE
    rows = Submission.objects.filter(state=SubmissionState.IN_REVIEW, claimed_at__lt=before)
    rows = rows.exclude(versions__reviews__send_after__isnull=False, versions__reviews__sent_at__isnull=True)
    return sum(_release_if_idle(row, before) for row in rows.select_related("enrolment__user"))


def mentor_count(enrolment: Enrolment) -> int:
    """How many mentors the learner's group has now: where there is one, nothing needs to be claimed."""
    return MentorAssignment.objects.filter(group=enrolment.group_id, until__isnull=True).count() if enrolment.group_id else 0


def hold_for(submission: Submission, by: User, *, take_over: bool = False) -> None:
    """Inside an act, after `hold(enrolment)`: the work is read by this person from now on. Raises TakenByOther, NotAllowed."""
    submission.refresh_from_db()
    now = timezone.now()
    if submission.state == SubmissionState.IN_REVIEW:
        other = submission.claimed_by
        if other != by and not take_over:
            raise TakenByOther(other, submission.claimed_at)
        Submission.objects.filter(pk=submission.pk).update(claimed_by=by, claimed_at=now)
        if other != by:
            history.record(submission, "taken_over", actor=by, person=submission.enrolment.user)
        submission.claimed_by, submission.claimed_at = by, now
        return
    states.move(
        submission,
        SubmissionState.IN_REVIEW,
        moves=SUBMISSION_MOVES,
        field="state",
        actor=by,
        person=submission.enrolment.user,
        claimed_by=by,
        claimed_at=now,
    )


def let_go(submission: Submission, by: User | None) -> None:
    """Inside an act, after `hold(enrolment)`: nobody reads the work any more. Raises NotAllowed if nobody did."""
    states.move(
        submission,
        SubmissionState.SUBMITTED,
        moves=SUBMISSION_MOVES,
        field="state",
        actor=by,
        person=submission.enrolment.user,
        verb="released",
        claimed_by=None,
        claimed_at=None,
    )


@guard.act
def _release_if_idle(submission: Submission, before: datetime) -> bool:
    guard.hold(submission.enrolment)
    submission.refresh_from_db()
    if submission.state != SubmissionState.IN_REVIEW or submission.claimed_at >= before:
        return False
    let_go(submission, None)
    return True
