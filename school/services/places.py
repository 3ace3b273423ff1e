"""What the School does with a learner's place: suspends, expels, restores, moves to another group or run (spec: school §3)."""

from django.utils import timezone

from core import guard, history, states
from core.mail import calls
from people.models import User
from school.models import Certificate, CourseRun, Enrolment, Extension, ExtensionRequest, Group, RunItem
from school.services.completing import complete_if_done
from school.services.seats import (
    agreed,
    become_active,
    group_for,
    has_room,
    hold_place,
    move,
    note_enrolled,
    promote,
    somebody_waits,
    studies_elsewhere,
    tell,
)
from school.states import (
    HOLDS_SEAT,
    REQUEST_MOVES,
    STUDIES,
    WAITS,
    EnrolmentStatus,
    RequestState,
    RunStatus,
    Source,
)

ENDED = {EnrolmentStatus.WITHDRAWN, EnrolmentStatus.EXPELLED, EnrolmentStatus.REFUSED}


class PlaceRefused(Exception):
    """The place cannot be changed so; `why`: «no_room», «other_run», «closed», «known_there», «other_course», «certificate»."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@guard.act
def suspend(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """The learner reads and does nothing till resumed. Raises NotAllowed."""
    hold_place(enrolment)
    move(enrolment, EnrolmentStatus.SUSPENDED, actor=by, reason=reason)


@guard.act
def resume(enrolment: Enrolment, *, by: User, reason: str = "") -> None:
    """Study goes on; the seat was kept. Raises NotAllowed."""
    _hold(enrolment, EnrolmentStatus.SUSPENDED)
    move(enrolment, EnrolmentStatus.ACTIVE, actor=by, reason=reason)


@guard.act
def reopen(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """Who completed the course studies again; only without a valid certificate. Raises NotAllowed, PlaceRefused."""
    _hold(enrolment, EnrolmentStatus.COMPLETED)
    if Certificate.objects.filter(enrolment=enrolment, revoked_at__isnull=True).exists():
        raise PlaceRefused("certificate")
    if studies_elsewhere(enrolment):
        raise PlaceRefused("other_run")
    move(enrolment, EnrolmentStatus.ACTIVE, actor=by, reason=reason, verb="reopened")


@guard.act
def expel(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """The learner leaves by the School's decision; the seat goes on. What was passed stays. Raises NotAllowed."""
    hold_place(enrolment)
    move(enrolment, EnrolmentStatus.EXPELLED, actor=by, reason=reason)
    promote(enrolment.run)


@guard.act
def cancel_wait(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """A request, a wait or an invitation is taken back; a seat that was kept goes on. Raises NotAllowed."""
    _hold(enrolment, *WAITS)
    calls.overtake(enrolment)
    move(enrolment, EnrolmentStatus.WITHDRAWN, actor=by, reason=reason, queue_at=None)
    promote(enrolment.run)


@guard.act
def restore(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """Who left, was expelled or refused comes back with all that was passed, only to a seat that nobody waits for.

    Without a consent to studying the seat is kept and the person invited. Raises NotAllowed, PlaceRefused.
    """
    _hold(enrolment, *ENDED)
    enrolment.run.refresh_from_db(fields=["status"])
    if enrolment.run.status != RunStatus.OPEN:
        raise PlaceRefused("closed")
    if studies_elsewhere(enrolment):
        raise PlaceRefused("other_run")
    if not has_room(enrolment.run, enrolment.group) or somebody_waits(enrolment.run):
        raise PlaceRefused("no_room")
    if agreed(enrolment.user):
        become_active(enrolment, actor=by, reason=reason)
    else:
        move(enrolment, EnrolmentStatus.INVITED, actor=by, reason=reason)
    note_enrolled(enrolment, actor=by, source=Source.IMPORT)
    tell(enrolment, enrolment.status)


@guard.act
def move_to_group(enrolment: Enrolment, group: Group, *, by: User, reason: str = "") -> None:
    """Move to another group of the same run; the freed place of the old group goes on. Raises PlaceRefused («no_room»).

    Who waits needs no seat in the new group: they wait there.
    """
    hold_place(enrolment)
    if group.run_id != enrolment.run_id:
        raise PlaceRefused("other_run")
    was = enrolment.group
    if group == was:
        return
    group.refresh_from_db(fields=["seats"])
    taken = Enrolment.objects.real().filter(group=group, status__in=HOLDS_SEAT)
    if enrolment.status in HOLDS_SEAT and group.seats is not None and taken.count() >= group.seats:
        raise PlaceRefused("no_room")
    _put(enrolment, group=group)
    _record(enrolment, "moved_to_group", {"group": str(was or "")}, {"group": str(group)}, by, reason)
    promote(enrolment.run)


@guard.act
def move_to_run(enrolment: Enrolment, run: CourseRun, *, by: User, reason: str) -> None:
    """Go on in another run of the same course: the same row, so nothing that was passed is lost. Raises NotAllowed, PlaceRefused.

    Extensions and open requests for time follow to the same activities; the seat in the old run goes on.
    """
    old = enrolment.run
    guard.hold(old, run)
    _hold(enrolment, *STUDIES)
    _refuse_run(enrolment, run)
    group = group_for(run, enrolment.user)
    if not has_room(run, group) or somebody_waits(run):
        raise PlaceRefused("no_room")
    was = enrolment.group
    _put(enrolment, run=run, group=group, last_item=None)
    _carry(enrolment, by)
    told = {"run": run.code, "group": str(group or "")}
    _record(enrolment, "moved_to_run", {"run": old.code, "group": str(was or "")}, told, by, reason)
    promote(old)
    complete_if_done(enrolment)


def _hold(row: Enrolment, *wanted: str) -> None:
    hold_place(row)
    if row.status not in wanted:
        raise states.NotAllowed(row.status, "")


def _refuse_run(enrolment: Enrolment, run: CourseRun) -> None:
    run.refresh_from_db(fields=["status"])
    if run.course_id != enrolment.course_id or run.pk == enrolment.run_id:
        raise PlaceRefused("other_course")
    if run.status != RunStatus.OPEN:
        raise PlaceRefused("closed")
    if Enrolment.objects.real().filter(user=enrolment.user, run=run).exists():
        raise PlaceRefused("known_there")


def _carry(enrolment: Enrolment, by: User) -> None:
    """What was given and asked for a line of the old programme belongs to the same activity's line of the new one."""
    lines = {item.activity_id: item for item in RunItem.objects.filter(run=enrolment.run, retired_in__isnull=True)}
    for row in Extension.objects.filter(enrolment=enrolment).select_related("item"):
        if item := lines.get(row.item.activity_id):
            Extension.objects.filter(pk=row.pk).update(item=item)
    open_requests = ExtensionRequest.objects.filter(enrolment=enrolment, state=RequestState.OPEN).select_related("item")
    for row in open_requests:
        if item := lines.get(row.item.activity_id):
            ExtensionRequest.objects.filter(pk=row.pk).update(item=item)
        else:
            facts = {"decided_by": by, "decided_at": timezone.now()}
            states.move(row, RequestState.WITHDRAWN, moves=REQUEST_MOVES, field="state", actor=by, person=enrolment.user, **facts)


def _put(enrolment: Enrolment, **facts: object) -> None:
    Enrolment.objects.filter(pk=enrolment.pk).update(**facts)
    for name, value in facts.items():
        setattr(enrolment, name, value)


def _record(enrolment: Enrolment, verb: str, was: dict, now: dict, by: User, reason: str) -> None:
    history.record(enrolment, verb, was=was, now=now, reason=reason, actor=by, person=enrolment.user, audience=history.PERSON)
