"""Enrolling, leaving, promoting from the waiting list: seats are counted under the run's guard (spec: school §3)."""

import uuid
from dataclasses import dataclass

from django.db import IntegrityError
from django.utils import timezone

from core import guard, history, states
from core.mail.queue import queue
from people import consents
from people.models import User
from people.models.consent import Purpose
from school.calculators.run_phase import ENROLLABLE, phase_of
from school.models import CourseRun, Enrolment, Group, LearningEvent
from school.models.learning import Verb
from school.states import ENROLMENT_MOVES, HOLDS_SEAT, STUDIES, Admission, EnrolmentStatus, RunStatus, Source


class EnrolmentRefused(Exception):
    """The run takes nobody now; `why` is one of «closed», «list», «other_run»."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Wish:
    """What a person hands in with the enrolment form."""

    motivation: str = ""
    may_contact: bool = False
    ip: str | None = None


def enrol(run: CourseRun, user: User, wish: Wish | None = None) -> Enrolment:
    """Enrol a person by own will: active while there are seats, else the waiting list; a request where the School admits.

    Consent is given with it. Twice gives the first row. Raises EnrolmentRefused, guard.Busy.
    Side effects: history, a learning event, a letter.
    """
    try:
        return _enrol(run, user, wish or Wish())
    except IntegrityError:
        found = Enrolment.objects.filter(run=run, user=user, is_preview=False).first()
        if found is None:
            raise EnrolmentRefused("other_run") from None
        return found


@guard.act
def _enrol(run: CourseRun, user: User, wish: Wish) -> Enrolment:
    row = Enrolment.objects.filter(run=run, user=user, is_preview=False).first()
    if row and row.status in {*HOLDS_SEAT, EnrolmentStatus.REQUESTED, EnrolmentStatus.WAITLISTED}:
        return row
    if not consents.has(user, Purpose.SCHOOL):
        consents.give(Purpose.SCHOOL, person=user, about=run.course, ip=wish.ip)
    guard.hold(run)
    run.refresh_from_db()
    _refuse_if_closed(run, user)
    return _settle(run, user, row, wish)


def _refuse_if_closed(run: CourseRun, user: User) -> None:
    if run.status != RunStatus.OPEN or phase_of(run, timezone.now()) not in ENROLLABLE:
        raise EnrolmentRefused("closed")
    if run.admission == Admission.LIST:
        raise EnrolmentRefused("list")
    if Enrolment.objects.filter(user=user, course=run.course, status__in=STUDIES, is_preview=False).exclude(run=run).exists():
        raise EnrolmentRefused("other_run")


def _settle(run: CourseRun, user: User, row: Enrolment | None, wish: Wish) -> Enrolment:
    now = timezone.now()
    group = group_for(run, user)
    status = _first_status(run, group)
    facts = {
        "group": group,
        "queue_at": now if status == EnrolmentStatus.WAITLISTED else None,
        "active_from": now if status == EnrolmentStatus.ACTIVE else None,
        "motivation": wish.motivation,
        "mentor_may_contact": wish.may_contact,
        "region": user.region,
        "organisation": user.organisation,
        "organisation_name": user.organisation_name,
    }
    if row is None:
        row = Enrolment.objects.create(user=user, run=run, course=run.course, status=status, **facts)
        history.record(row, status, now={"status": status}, actor=user, person=user, audience=history.PERSON)
    else:
        states.move(row, status, moves=ENROLMENT_MOVES, actor=user, person=user, audience=history.PERSON, **facts)
    LearningEvent.objects.create(enrolment=row, event_id=uuid.uuid4(), verb=Verb.ENROLLED, source=Source.SELF, actor=user)
    _tell(row, status)
    return row


def _first_status(run: CourseRun, group: Group | None) -> str:
    if run.admission == Admission.REQUEST:
        return EnrolmentStatus.REQUESTED
    waiting = Enrolment.objects.filter(run=run, status=EnrolmentStatus.WAITLISTED, is_preview=False)
    return EnrolmentStatus.ACTIVE if has_room(run, group) and not waiting.exists() else EnrolmentStatus.WAITLISTED


def group_for(run: CourseRun, user: User) -> Group | None:
    """The group of the person's region, else «Общая»."""
    groups = {group.region_id: group for group in Group.objects.filter(run=run)}
    return groups.get(user.region_id) or groups.get(None)


def has_room(run: CourseRun, group: Group | None) -> bool:
    """Whether run and group both have a seat; counts rows, so call it after `hold`."""
    holding = Enrolment.objects.filter(run=run, status__in=HOLDS_SEAT, is_preview=False)
    if run.seats is not None and holding.count() >= run.seats:
        return False
    return group is None or group.seats is None or holding.filter(group=group).count() < group.seats


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
    _promote(enrolment.run)


def _promote(run: CourseRun) -> None:
    waiting = Enrolment.objects.filter(run=run, status=EnrolmentStatus.WAITLISTED, is_preview=False)
    for row in waiting.select_related("group", "user").order_by("queue_at", "pk"):
        if has_room(run, row.group):
            facts = {"queue_at": None, "active_from": timezone.now()}
            states.move(row, EnrolmentStatus.ACTIVE, moves=ENROLMENT_MOVES, person=row.user, audience=history.PERSON, **facts)
            _tell(row, "place_given")


def _tell(row: Enrolment, what: str) -> None:
    kind = {EnrolmentStatus.ACTIVE: "enrolled", EnrolmentStatus.REQUESTED: "request_received"}.get(what, what)
    scope = (f"course:{row.course_id}", *([row.region.code] if row.region else []))
    turn = LearningEvent.objects.filter(enrolment=row, verb=Verb.ENROLLED).count()
    queue(
        f"school.{kind}",
        row,
        to=row.user.email or "",
        key=f"school.{kind}:{row.public_id}:{turn}",
        person=row.user,
        scope=scope,
        zone=row.region.zone if row.region else "Europe/Moscow",
    )
