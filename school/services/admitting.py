"""Admission by the School: requests answered, people enrolled or invited by hand, out of turn with a reason (school §3)."""

from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from core import guard, history
from core.mail import calls
from core.states import NotAllowed
from people.models import User
from school.models import CourseRun, Enrolment, Group
from school.models.learning import Verb
from school.services.enrolling import EnrolmentRefused, enrolment_facts
from school.services.seats import (
    agreed,
    close_other_waits,
    give_seat,
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
from school.states import HOLDS_SEAT, EnrolmentStatus, RunStatus, Source

INVITATION = timedelta(days=14)


@guard.act
def approve(enrolment: Enrolment, *, by: User, reason: str = "") -> Enrolment:
    """Answer a request with yes: a seat while there is one, else the waiting list. Raises NotAllowed, EnrolmentRefused."""
    _hold_in(enrolment, EnrolmentStatus.REQUESTED)
    calls.overtake(enrolment)
    if has_room(enrolment.run, enrolment.group) and not somebody_waits(enrolment.run):
        give_seat(enrolment, actor=by, reason=reason, letter=EnrolmentStatus.ACTIVE)
    else:
        move(enrolment, EnrolmentStatus.WAITLISTED, actor=by, reason=reason, queue_at=timezone.now())
        tell(enrolment, EnrolmentStatus.WAITLISTED)
    return enrolment


@guard.act
def refuse(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """Answer a request with no; the reason stands in the letter. Raises NotAllowed."""
    hold_place(enrolment)
    calls.overtake(enrolment)
    move(enrolment, EnrolmentStatus.REFUSED, actor=by, reason=reason)
    tell(enrolment, "request_refused", reason=reason)


@guard.act
def give_place(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """Take somebody from the waiting list out of turn, even over the number of seats; the reason stays in history.

    Raises NotAllowed, EnrolmentRefused («other_run», «closed»).
    """
    _hold_in(enrolment, EnrolmentStatus.WAITLISTED)
    calls.overtake(enrolment)
    give_seat(enrolment, actor=by, reason=reason)


@guard.act
def enrol_by_hand(run: CourseRun, user: User, *, by: User, reason: str = "", source: str = "hand") -> Enrolment:
    """Enrol a person as the School: `take_in` in an act of its own. Raises EnrolmentRefused."""
    return take_in(run, user, by=by, reason=reason, source=source)


def take_in(
    run: CourseRun, user: User, *, by: User, reason: str = "", source: str = "hand", group: Group | None = None
) -> Enrolment:
    """Inside an act: active with a consent given before, else invited (the seat is kept 14 days); full: waits.

    `group`: a named one instead of that of the person's region; its seats bind as well as the run's. Prerequisites and the
    window are not asked. Who has a seat or waits already comes back as is. Raises EnrolmentRefused.
    Side effects: history, a learning event, a letter.
    """
    guard.hold(run)
    guard.hold(user)
    row = Enrolment.objects.real().filter(run=run, user=user).select_related("user", "run", "region", "group").first()
    if row and row.status in {*HOLDS_SEAT, EnrolmentStatus.WAITLISTED}:
        return row
    group = group or group_for(run, user)
    _refuse_by_hand(run, user)
    status = _status_by_hand(run, user, group)
    now = timezone.now()
    facts = enrolment_facts(user) | {"group": group, "source": source}
    facts["queue_at"] = now if status == EnrolmentStatus.WAITLISTED else None
    if status == EnrolmentStatus.ACTIVE and (row is None or row.active_from is None):
        facts["active_from"] = now
    if row is None:
        row = Enrolment.objects.create(user=user, run=run, course=run.course, status=status, **facts)
        history.record(row, status, now={"status": status}, reason=reason, actor=by, person=user, audience=history.PERSON)
    else:
        move(row, status, actor=by, reason=reason, **facts)
    if status == EnrolmentStatus.ACTIVE:
        close_other_waits(row, actor=by)
    note_enrolled(row, actor=by, source=Source.IMPORT)
    tell(row, status)
    return row


def withdraw_stale_invitations(now: datetime | None = None) -> int:
    """Invitations nobody took in fourteen days give their seats back; by the clock. Returns how many.

    While a call about the invitation is untouched its time does not run out (living-people §1).
    """
    before = (now or timezone.now()) - INVITATION
    invited = Enrolment.objects.filter(status=EnrolmentStatus.INVITED)
    rows = invited.annotate(since=Max("events__received_at", filter=Q(events__verb=Verb.ENROLLED))).filter(since__lt=before)
    return sum(_withdraw(row) for row in rows.select_related("run", "user").order_by("pk") if not calls.waits(row))


@guard.act
def _withdraw(row: Enrolment) -> bool:
    hold_place(row)
    if row.status != EnrolmentStatus.INVITED:
        return False
    move(row, EnrolmentStatus.WITHDRAWN, actor=None, verb="invitation_lapsed")
    promote(row.run)
    return True


def _hold_in(row: Enrolment, status: str) -> None:
    """Hold the place; it must be in this state, of an open run, and its person must not study the course in another run."""
    hold_place(row)
    if row.status != status:
        raise NotAllowed(row.status, EnrolmentStatus.ACTIVE)
    _refuse_by_hand(row.run, row.user)


def _refuse_by_hand(run: CourseRun, user: User) -> None:
    run.refresh_from_db(fields=["status"])
    if run.status != RunStatus.OPEN:
        raise EnrolmentRefused("closed")
    if studies_elsewhere(Enrolment(user=user, run=run, course_id=run.course_id)):
        raise EnrolmentRefused("other_run")


def _status_by_hand(run: CourseRun, user: User, group: Group | None) -> str:
    if not has_room(run, group) or somebody_waits(run):
        return EnrolmentStatus.WAITLISTED
    return EnrolmentStatus.ACTIVE if agreed(user) else EnrolmentStatus.INVITED
