"""What the School does with a learner's place: suspends, expels, restores, moves to another group or run (spec: school §3)."""

from core import guard, history, states
from people.models import User
from school.models import Enrolment, Group
from school.services.seats import has_room, promote, tell
from school.states import ENROLMENT_MOVES, EnrolmentStatus


class NoRoom(Exception):
    """The group or the run has no free seat."""


@guard.act
def suspend(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """The learner reads and does nothing till resumed. Raises NotAllowed."""
    _change(enrolment, EnrolmentStatus.SUSPENDED, by, reason)


@guard.act
def resume(enrolment: Enrolment, *, by: User, reason: str = "") -> None:
    """Study goes on; also for who was expelled or refused, while there is a seat. Raises NotAllowed, NoRoom."""
    guard.hold(enrolment.run)
    enrolment.refresh_from_db()
    if enrolment.status != EnrolmentStatus.SUSPENDED and not has_room(enrolment.run, enrolment.group):
        raise NoRoom
    _move(enrolment, EnrolmentStatus.ACTIVE, by, reason)
    tell(enrolment, EnrolmentStatus.ACTIVE)


@guard.act
def expel(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """The learner leaves by the School's decision; the seat goes on. What was passed stays. Raises NotAllowed."""
    _change(enrolment, EnrolmentStatus.EXPELLED, by, reason)
    promote(enrolment.run)


@guard.act
def move_to_group(enrolment: Enrolment, group: Group, *, by: User, reason: str = "") -> None:
    """Move to another group of the same run. Raises NoRoom. The freed place of the old group goes on."""
    guard.hold(enrolment.run)
    enrolment.refresh_from_db()
    if group.seats is not None:
        taken = Enrolment.objects.filter(
            group=group, status__in=["invited", "active", "suspended", "completed"], is_preview=False
        )
        if taken.count() >= group.seats:
            raise NoRoom
    was = enrolment.group
    Enrolment.objects.filter(pk=enrolment.pk).update(group=group)
    enrolment.group = group
    _record_move(enrolment, "moved_to_group", {"group": str(was or "")}, {"group": str(group)}, by, reason)
    promote(enrolment.run)


def _change(enrolment: Enrolment, to: str, by: User, reason: str) -> None:
    guard.hold(enrolment.run)
    enrolment.refresh_from_db()
    _move(enrolment, to, by, reason)


def _move(enrolment: Enrolment, to: str, by: User, reason: str) -> None:
    states.move(
        enrolment,
        to,
        moves=ENROLMENT_MOVES,
        actor=by,
        person=enrolment.user,
        reason=reason,
        audience=history.PERSON,
        queue_at=None,
    )


def _record_move(enrolment: Enrolment, verb: str, was: dict, now: dict, by: User, reason: str) -> None:
    history.record(enrolment, verb, was=was, now=now, reason=reason, actor=by, person=enrolment.user, audience=history.PERSON)
