"""A learner (or the coordinator for them) asks for more time or one more attempt (spec: school §2)."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError

from core import guard, history
from people.models import User
from school.models import Enrolment, ExtensionRequest, RunItem
from school.services.access import ActivityClosed
from school.states import EnrolmentStatus, RequestState


@dataclass(frozen=True)
class TimeWish:
    """Why, until which day, and whether it is an attempt that is wanted."""

    reason: str = ""
    until: date | None = None
    attempt: bool = False


def ask_time(enrolment: Enrolment, item: RunItem, wish: TimeWish, *, by: User) -> ExtensionRequest:
    """Leave one open request for the mentor; there is one already: it comes back as it is. Raises ActivityClosed."""
    try:
        return _ask(enrolment, item, wish, by)
    except IntegrityError:
        return ExtensionRequest.objects.get(enrolment=enrolment, item=item, state=RequestState.OPEN)


@guard.act
def _ask(enrolment: Enrolment, item: RunItem, wish: TimeWish, by: User) -> ExtensionRequest:
    guard.hold(enrolment)
    enrolment.refresh_from_db(fields=["status"])
    if enrolment.status not in {EnrolmentStatus.ACTIVE, EnrolmentStatus.COMPLETED}:
        raise ActivityClosed(str(enrolment.get_status_display()))
    row = ExtensionRequest.objects.create(
        enrolment=enrolment, item=item, reason=wish.reason, until=wish.until, wants_attempt=wish.attempt, asked_by=by
    )
    history.record(row, "asked", actor=by, person=enrolment.user, audience=history.PERSON)
    return row
