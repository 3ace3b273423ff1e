"""Admission by the School: requests answered, people enrolled or invited by hand, out of turn with a reason (school §3)."""

from datetime import datetime, timedelta

from django.utils import timezone

from core import guard, history, states
from people import consents
from people.models import User
from people.models.consent import Purpose
from school.models import CourseRun, Enrolment
from school.services.enrolling import EnrolmentRefused, enrolment_facts, note_enrolled
from school.services.seats import become_active, group_for, has_room, promote, somebody_waits, studies_elsewhere, tell
from school.states import ENROLMENT_MOVES, HOLDS_SEAT, EnrolmentStatus, RunStatus, Source

INVITATION = timedelta(days=14)


@guard.act
def approve(enrolment: Enrolment, *, by: User, reason: str = "") -> Enrolment:
    """Answer a request with yes: a seat while there is one, else the waiting list. Raises NotAllowed, EnrolmentRefused."""
    guard.hold(enrolment.run)
    enrolment.refresh_from_db()
    if studies_elsewhere(enrolment):
        raise EnrolmentRefused("other_run")
    if has_room(enrolment.run, enrolment.group) and not somebody_waits(enrolment.run, enrolment.group):
        become_active(enrolment, actor=by, reason=reason)
        tell(enrolment, EnrolmentStatus.ACTIVE)
    else:
        _move(enrolment, EnrolmentStatus.WAITLISTED, by, reason, queue_at=timezone.now())
        tell(enrolment, EnrolmentStatus.WAITLISTED)
    return enrolment


@guard.act
def refuse(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """Answer a request with no; the reason stands in the letter. Raises NotAllowed."""
    guard.hold(enrolment.run)
    enrolment.refresh_from_db()
    _move(enrolment, EnrolmentStatus.REFUSED, by, reason)
    tell(enrolment, "request_refused", reason=reason)


@guard.act
def give_place(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """Take somebody from the waiting list out of turn, even over the number of seats; the reason stays in history.

    Raises NotAllowed, EnrolmentRefused («other_run»).
    """
    guard.hold(enrolment.run)
    enrolment.refresh_from_db()
    if studies_elsewhere(enrolment):
        raise EnrolmentRefused("other_run")
    become_active(enrolment, actor=by, reason=reason)
    tell(enrolment, "place_given")


@guard.act
def enrol_by_hand(run: CourseRun, user: User, *, by: User, reason: str = "", source: str = "hand") -> Enrolment:
    """Enrol a person as the School: active with a consent given before, else invited (the seat is kept 14 days); full: waits.

    Prerequisites and the window are not asked. Who is enrolled already comes back as is. Raises EnrolmentRefused.
    """
    row = Enrolment.objects.filter(run=run, user=user, is_preview=False).first()
    guard.hold(run)
    run.refresh_from_db()
    if row:
        row.refresh_from_db()
        if row.status in {*HOLDS_SEAT, EnrolmentStatus.WAITLISTED}:
            return row
    if run.status != RunStatus.OPEN:
        raise EnrolmentRefused("closed")
    group = group_for(run, user)
    facts = enrolment_facts(user) | {"group": group, "source": source}
    status = _status_by_hand(run, user, group)
    if status == EnrolmentStatus.WAITLISTED:
        facts["queue_at"] = timezone.now()
    if status == EnrolmentStatus.ACTIVE and (row is None or row.active_from is None):
        facts["active_from"] = timezone.now()
    if row is None:
        row = Enrolment(user=user, run=run, course=run.course, status=status, **facts)
        if studies_elsewhere(row):
            raise EnrolmentRefused("other_run")
        row.save()
        history.record(row, status, now={"status": status}, reason=reason, actor=by, person=user, audience=history.PERSON)
    else:
        if studies_elsewhere(row):
            raise EnrolmentRefused("other_run")
        _move(row, status, by, reason, **facts)
    note_enrolled(row, actor=by, source=Source.IMPORT)
    tell(row, "invited" if status == EnrolmentStatus.INVITED else status)
    return row


def withdraw_stale_invitations(now: datetime | None = None) -> int:
    """Invitations nobody took in fourteen days give their seats back; by the clock. Returns how many."""
    before = (now or timezone.now()) - INVITATION
    rows = Enrolment.objects.filter(status=EnrolmentStatus.INVITED, events__verb="enrolled").distinct()
    stale = [row for row in rows.select_related("run", "user") if row.events.latest("received_at").received_at < before]
    return sum(_withdraw(row) for row in stale)


@guard.act
def _withdraw(row: Enrolment) -> bool:
    guard.hold(row.run)
    row.refresh_from_db()
    if row.status != EnrolmentStatus.INVITED:
        return False
    _move(row, EnrolmentStatus.WITHDRAWN, None, "")
    promote(row.run)
    return True


def _status_by_hand(run: CourseRun, user: User, group: object) -> str:
    if not has_room(run, group) or somebody_waits(run, group):
        return EnrolmentStatus.WAITLISTED
    return EnrolmentStatus.ACTIVE if consents.has(user, Purpose.SCHOOL) else EnrolmentStatus.INVITED


def _move(row: Enrolment, to: str, by: User | None, reason: str, **changes: object) -> None:
    states.move(row, to, moves=ENROLMENT_MOVES, actor=by, person=row.user, reason=reason, audience=history.PERSON, **changes)
