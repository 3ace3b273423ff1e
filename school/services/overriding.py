"""A mark by hand: a mentor or who runs the School sets state or points, with a reason that the learner reads (school §3, §4)."""

from dataclasses import dataclass
from decimal import Decimal

from core import guard, history
from people.models import User
from school.models import Enrolment, RunItem
from school.models.grades import Trust
from school.models.learning import Verb
from school.services.completing import complete_if_done
from school.services.progress import Mark, record
from school.states import ProgressState, Source


@dataclass(frozen=True)
class ByHand:
    """What is set: a ProgressState («» means «not begun»; None leaves it), points of the maximum (None leaves them), why."""

    state: str | None
    reason: str
    points: Decimal | None = None
    most: Decimal = Decimal(100)


class NoReason(ValueError):
    """A mark by hand without a reason."""


@guard.act
def override(enrolment: Enrolment, item: RunItem, by_hand: ByHand, *, by: User) -> None:
    """Set progress or points by hand; the only thing that takes progress down. Raises NoReason.

    Side effects: an «overrode» event with the reason, history, the grade; the course may be completed. A completed course
    stays completed.
    """
    if not by_hand.reason.strip():
        raise NoReason
    guard.hold(enrolment)
    enrolment.refresh_from_db(fields=["status", "completed_at"])
    record(
        enrolment,
        item.activity,
        Verb.OVERRODE,
        actor=by,
        source=Source.MENTOR,
        state=by_hand.state,
        mark=_mark(by_hand),
        note=by_hand.reason,
    )
    history.record(
        enrolment,
        "overrode",
        now={"item": item.title, "state": by_hand.state, "points": str(by_hand.points) if by_hand.points is not None else None},
        reason=by_hand.reason,
        actor=by,
        person=enrolment.user,
        audience=history.PERSON,
    )
    if by_hand.state in {ProgressState.PASSED, ProgressState.COMPLETED}:
        complete_if_done(enrolment)


def _mark(by_hand: ByHand) -> Mark | None:
    if by_hand.points is None:
        return None
    share = (by_hand.points / by_hand.most).quantize(Decimal("0.0001"))
    return Mark(min(share, Decimal(1)), by_hand.points, by_hand.most, trust=Trust.MENTOR)
