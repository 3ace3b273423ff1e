"""Enrolling by own will and leaving: seats are counted under the run's guard (spec: school §3)."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from core import guard, history, states
from people import consents
from people.models import User
from people.models.consent import Purpose
from school.calculators.run_phase import ENROLLABLE, phase_of
from school.models import CoursePage, CourseRun, Enrolment
from school.services.seats import (
    become_active,
    close_other_waits,
    group_for,
    has_room,
    note_enrolled,
    promote,
    somebody_waits,
    tell,
)
from school.states import (
    ENROLMENT_MOVES,
    HOLDS_SEAT,
    STUDIES,
    Admission,
    EnrolmentStatus,
    RunStatus,
    Source,
)

__all__ = ["EnrolmentRefused", "Wish", "enrol", "enrolment_facts", "group_for", "has_room", "leave", "note_enrolled"]
STANDING = {*HOLDS_SEAT, EnrolmentStatus.REQUESTED, EnrolmentStatus.WAITLISTED}


class EnrolmentRefused(Exception):
    """The run takes nobody now; `why`: «closed», «list», «other_run», «expelled», «prerequisite» (`courses` names them)."""

    def __init__(self, why: str, courses: tuple[CoursePage, ...] = ()) -> None:
        super().__init__(why)
        self.why, self.courses = why, courses


@dataclass(frozen=True)
class Wish:
    """What a person hands in with the enrolment form."""

    motivation: str = ""
    may_contact: bool = False
    ip: str | None = None


def enrol(run: CourseRun, user: User, wish: Wish | None = None) -> Enrolment:
    """Enrol a person by own will: active while there are seats, else the waiting list; a request where the School admits.

    Who was invited takes the kept seat. Consent is given with it. Twice gives the first row. Raises EnrolmentRefused,
    guard.Busy. Side effects: history, a learning event, a letter.
    """
    try:
        return _enrol(run, user, wish or Wish())
    except IntegrityError:
        found = Enrolment.objects.filter(run=run, user=user, is_preview=False, status__in=STANDING).first()
        if found is None:
            raise EnrolmentRefused("other_run") from None
        return found


def missing_before(run: CourseRun, user: User) -> tuple[CoursePage, ...]:
    """Courses to be completed before this one that the person has not completed."""
    return tuple(page for page, done in run.course.page.earlier(user) if not done)


@guard.act
def leave(enrolment: Enrolment, *, by: User) -> None:
    """The learner leaves; the freed seat goes to the first who waits and fits, in the same transaction.

    Raises NotAllowed if the enrolment has ended already.
    """
    guard.hold(enrolment.run)
    enrolment.refresh_from_db()
    states.move(
        enrolment,
        EnrolmentStatus.WITHDRAWN,
        moves=ENROLMENT_MOVES,
        actor=by,
        person=enrolment.user,
        audience=history.PERSON,
        queue_at=None,
    )
    promote(enrolment.run)


def enrolment_facts(user: User) -> dict[str, Any]:
    """Region and organisation of the day."""
    return {"region": user.region, "organisation": user.organisation, "organisation_name": user.organisation_name}


@guard.act
def _enrol(run: CourseRun, user: User, wish: Wish) -> Enrolment:
    row = Enrolment.objects.filter(run=run, user=user, is_preview=False).first()
    if row and row.status in STANDING and row.status != EnrolmentStatus.INVITED:
        return row
    if not consents.has(user, Purpose.SCHOOL):
        consents.give(Purpose.SCHOOL, person=user, about=run.course, ip=wish.ip)
    guard.hold(run)
    guard.hold(user)  # after the run, as `hold_place` does: a course is studied in one run only
    run.refresh_from_db()
    if row:
        row.refresh_from_db()
    if row and row.status == EnrolmentStatus.INVITED:
        return _accept(row, wish)
    _refuse_if_closed(run, user, row)
    return _settle(run, user, row, wish)


def _accept(row: Enrolment, wish: Wish) -> Enrolment:
    """The invitation has kept a seat: nothing is counted."""
    become_active(row, actor=row.user, mentor_may_contact=wish.may_contact)
    note_enrolled(row, actor=row.user, source=Source.SELF)
    tell(row, EnrolmentStatus.ACTIVE)
    return row


def _refuse_if_closed(run: CourseRun, user: User, row: Enrolment | None) -> None:
    if run.status != RunStatus.OPEN or phase_of(run, timezone.now()) not in ENROLLABLE:
        raise EnrolmentRefused("closed")
    if row and row.status in {EnrolmentStatus.EXPELLED, EnrolmentStatus.REFUSED}:
        raise EnrolmentRefused("expelled")
    if run.admission == Admission.LIST:
        raise EnrolmentRefused("list")
    if missing := missing_before(run, user):
        raise EnrolmentRefused("prerequisite", missing)
    if Enrolment.objects.filter(user=user, course=run.course, status__in=STUDIES, is_preview=False).exclude(run=run).exists():
        raise EnrolmentRefused("other_run")


def _settle(run: CourseRun, user: User, row: Enrolment | None, wish: Wish) -> Enrolment:
    now, group = timezone.now(), group_for(run, user)
    if run.admission == Admission.REQUEST:
        status = EnrolmentStatus.REQUESTED
    else:
        free = has_room(run, group) and not somebody_waits(run)
        status = EnrolmentStatus.ACTIVE if free else EnrolmentStatus.WAITLISTED
    facts = enrolment_facts(user) | {
        "group": group,
        "queue_at": now if status == EnrolmentStatus.WAITLISTED else None,
        "motivation": wish.motivation,
        "mentor_may_contact": wish.may_contact,
    }
    if status == EnrolmentStatus.ACTIVE and (row is None or row.active_from is None):
        facts["active_from"] = now
    if row is None:
        row = Enrolment.objects.create(user=user, run=run, course=run.course, status=status, **facts)
        history.record(row, status, now={"status": status}, actor=user, person=user, audience=history.PERSON)
    else:
        states.move(row, status, moves=ENROLMENT_MOVES, actor=user, person=user, audience=history.PERSON, **facts)
    if status == EnrolmentStatus.ACTIVE:
        close_other_waits(row, actor=user)
    note_enrolled(row, actor=user, source=Source.SELF)
    tell(row, status)
    return row
