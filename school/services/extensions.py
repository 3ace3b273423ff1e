"""More time, attempts or minutes: given by a mentor or who runs the School, each with a reason the learner reads (school §1)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

from core import guard, history, states
from people.models import User
from school.models import Enrolment, Extension, ExtensionRequest, Group, RunItem
from school.services.telling import tell_learner
from school.states import READS, REQUEST_MOVES, RequestState


@dataclass(frozen=True)
class Given:
    """What is added: the last day (its local midnight), attempts, minutes, and whether the activity opens at once."""

    until: date | None = None
    attempts: int = 0
    minutes: int = 0
    opens: bool = False
    reason: str = ""


@guard.act
def extend(item: RunItem, given: Given, *, by: User, enrolment: Enrolment | None = None, group: Group | None = None) -> Extension:
    """Give more to one person or to a whole group. Side effects: history, a letter to the person (not to a group)."""
    if enrolment is not None:
        guard.hold(enrolment)
    return _extend(item, given, by, enrolment, group)


@guard.act
def grant(request: ExtensionRequest, given: Given, *, by: User) -> Extension:
    """Answer a request with time. Raises NotAllowed when it was answered already. Side effects: history, the letter."""
    guard.hold(request.enrolment)
    row = _extend(request.item, given, by, request.enrolment, None, tell=False)
    _decide(request, RequestState.GRANTED, by, given.reason)
    return row


@guard.act
def refuse(request: ExtensionRequest, answer: str, *, by: User) -> None:
    """Answer a request with a reason why not. Raises NotAllowed when it was answered already; history, the letter."""
    guard.hold(request.enrolment)
    _decide(request, RequestState.REFUSED, by, answer)


def _extend(
    item: RunItem, given: Given, by: User, enrolment: Enrolment | None, group: Group | None, *, tell: bool = True
) -> Extension:
    moment = end_of(given.until, item.run.zone) if given.until else None
    row = Extension.objects.create(
        item=item,
        enrolment=enrolment,
        group=group,
        soft=moment,
        hard=moment,
        extra_attempts=given.attempts,
        extra_minutes=given.minutes,
        waives_opening=given.opens,
        reason=given.reason,
        by=by,
    )
    now = {"until": given.until.isoformat() if given.until else None, "attempts": given.attempts, "minutes": given.minutes}
    person = enrolment.user if enrolment else None
    history.record(row, "extended", now=now, reason=given.reason, actor=by, person=person, audience=history.PERSON)
    if tell and enrolment is not None:
        _tell("extension_granted", row, enrolment, given.reason)
    return row


def end_of(day: date, zone: str) -> datetime:
    """The last second of a day in the run's zone."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=ZoneInfo(zone))


def _decide(request: ExtensionRequest, state: str, by: User, answer: str) -> None:
    states.move(
        request,
        state,
        moves=REQUEST_MOVES,
        field="state",
        actor=by,
        person=request.enrolment.user,
        reason=answer,
        audience=history.PERSON,
        decided_by=by,
        decided_at=timezone.now(),
        answer=answer,
    )
    _tell("extension_granted" if state == RequestState.GRANTED else "extension_refused", request, request.enrolment, answer)


def _tell(kind: str, row: Extension | ExtensionRequest, enrolment: Enrolment, answer: str) -> None:
    if enrolment.status in READS:
        tell_learner(enrolment, kind, key=row.public_id, data={"item": row.item_id, "answer": answer})
