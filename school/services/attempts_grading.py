"""How an attempt is closed and marked, and how attempts become progress and grade (spec: school §3).

Every function here runs inside an act that holds the enrolment.
"""

import uuid
from datetime import datetime
from decimal import Decimal

from core import history, states
from people.models import User
from school.calculators.attempts import Tried, passes, score_of, tally
from school.calculators.deadlines import NO_TERMS, Terms
from school.models import Attempt, Enrolment, LearningEvent, Response, RunItem
from school.models.attempt import ClosedBy
from school.models.grades import Trust
from school.models.learning import Verb
from school.models.outline import learners_programme
from school.models.tries import result_of
from school.questions import KINDS
from school.services.completing import complete_if_done
from school.services.progress import Mark, record
from school.states import ATTEMPT_MOVES, AttemptState, Completion, ProgressState, Source

EVENTS = uuid.UUID("6f0f6b0e-3a0c-4f0a-9a53-6d7a0a3f4c11")  # ids of an attempt's events are made of this and its own


def terms_at(enrolment: Enrolment, activity_id: object) -> Terms:
    """The learner's terms of a quiz now; a line taken out of the programme limits nothing. Two queries."""
    line = learners_programme(enrolment).line_of(activity_id)
    return line.terms if line else NO_TERMS


def close(attempt: Attempt, terms: Terms, *, by: str, at: datetime, actor: User | None = None) -> None:
    """Mark the stored answers and close the attempt: graded, or in review while free texts wait for a mentor."""
    rows = marked(list(attempt.responses.select_related("version__question")))
    waits = any(row.score is None for row in rows)
    sums = tally((row.points, row.score) for row in rows)
    enrolment = attempt.enrolment
    states.move(
        attempt,
        AttemptState.IN_REVIEW if waits else AttemptState.GRADED,
        moves=ATTEMPT_MOVES,
        field="state",
        actor=actor,
        person=enrolment.user,
        audience=history.PERSON,
        closed_at=at,
        closed_by=by,
        late=terms.late(at),
        scaled=None if waits else sums.share,
    )
    if waits:
        _handed_in(attempt, actor=actor, source=source_of(by))
    else:
        grade(attempt, terms, actor=actor, source=source_of(by), event_id=event_of(attempt, "graded"))
    complete_if_done(enrolment)


def marked(rows: list[Response]) -> list[Response]:
    """Give each answer its points, written in one query; points given before stay, free texts wait for a mentor."""
    fresh = [row for row in rows if row.score is None]
    for row in fresh:
        row.score = points_of(row)
    Response.objects.bulk_update(fresh, ["score"])
    return rows


def points_of(row: Response) -> Decimal | None:
    """Points of an answer by the key of its version; None where a mentor marks it."""
    share = KINDS[row.version.question.kind].mark(row.version.data, row.answer)
    return None if share is None else score_of(share, row.points)


def grade(
    attempt: Attempt,
    terms: Terms,
    *,
    actor: User | None,
    source: str,
    event_id: uuid.UUID | None = None,
    verb: str = Verb.GRADED,
    note: str = "",
) -> None:
    """One event with what all graded attempts bring together by the policy; a grade a mentor gave by hand is not lowered.

    With the verb «overrode» the state is set as it comes out, down too, unless a mentor has set it by hand.
    """
    enrolment, activity = attempt.enrolment, attempt.activity
    rows = list(Attempt.objects.of(enrolment, activity.pk).counted().with_points())
    item = RunItem.objects.get(run=enrolment.run_id, activity=activity)
    result = result_of(rows, rows[-1].rules["policy"], terms) if rows else None
    by_hand = _by_hand(enrolment, activity)
    state = state_of(item, result, rows)
    record(
        enrolment,
        activity,
        verb,
        actor=actor,
        source=source,
        state=None if verb == Verb.OVERRODE and by_hand else state,
        mark=_mark(result, attempt, by_hand),
        event_id=event_id,
        data={"attempt": attempt.public_id},
        note=note,
    )


def state_of(item: RunItem, result: Tried | None, rows: list[Attempt]) -> str:
    """The state the attempts bring by the line's rule of completion; "" is «not begun»."""
    closed = [row for row in rows if row.state in {AttemptState.GRADED, AttemptState.IN_REVIEW}]
    if item.completion == Completion.SUBMIT and closed:
        return ProgressState.COMPLETED
    if item.completion == Completion.PASS and result:
        return ProgressState.PASSED if passes(result.share, item.pass_percent) else ProgressState.FAILED
    return ProgressState.IN_PROGRESS if rows else ""


def event_of(attempt: Attempt, what: str) -> uuid.UUID:
    """The id of the one event of this kind: said twice, it is one."""
    return uuid.uuid5(EVENTS, f"{attempt.public_id}:{what}")


def source_of(closed_by: str) -> str:
    """Where the mark comes from: the site itself, a mentor, a sheet of paper typed in."""
    return {ClosedBy.MENTOR: Source.MENTOR, ClosedBy.PAPER: Source.PAPER}.get(ClosedBy(closed_by), Source.AUTO)


def _handed_in(attempt: Attempt, *, actor: User | None, source: str) -> None:
    item = RunItem.objects.get(run=attempt.enrolment.run_id, activity=attempt.activity_id)
    state = ProgressState.COMPLETED if item.completion == Completion.SUBMIT else ProgressState.IN_PROGRESS
    record(
        attempt.enrolment,
        attempt.activity,
        Verb.SUBMITTED,
        actor=actor,
        source=source,
        state=state,
        event_id=event_of(attempt, "submitted"),
        data={"attempt": attempt.public_id},
    )


def _by_hand(enrolment: Enrolment, activity: object) -> LearningEvent | None:
    """The latest override that is not about an attempt: what a mentor has set by hand."""
    told = LearningEvent.objects.filter(enrolment=enrolment, activity=activity, verb=Verb.OVERRODE)
    return next((event for event in told.order_by("-occurred_at", "-pk") if "attempt" not in event.data), None)


def _mark(result: Tried | None, attempt: Attempt, by_hand: LearningEvent | None) -> Mark | None:
    given = by_hand.data.get("grade") if by_hand else None
    if given and (result is None or Decimal(given["scaled"]) > result.share):
        return None
    if result is None:
        return Mark(Decimal(0), Decimal(0), tally((row.points, None) for row in attempt.responses.all()).max)
    hands = attempt.responses.filter(marked_by__isnull=False).exists()
    return Mark(result.share, result.raw, result.max, result.late, Trust.MENTOR if hands else Trust.SERVER)
