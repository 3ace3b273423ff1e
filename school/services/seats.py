"""Seats of a run and its groups: counted from rows under the run's guard; a freed seat goes on at once (spec: school §3)."""

from django.utils import timezone

from core import history, states
from core.mail.queue import queue
from people.models import User
from school.models import CourseRun, Enrolment, Group, LearningEvent
from school.models.learning import Verb
from school.states import ENROLMENT_MOVES, HOLDS_SEAT, STUDIES, EnrolmentStatus


def group_for(run: CourseRun, user: User) -> Group | None:
    """The group of the person's region, else «Общая»."""
    groups = {group.region_id: group for group in Group.objects.filter(run=run)}
    return groups.get(user.region_id) or groups.get(None)


def has_room(run: CourseRun, group: Group | None) -> bool:
    """Whether run and group both have a seat; counts rows, so call it after `hold(run)` where something is taken."""
    holding = Enrolment.objects.filter(run=run, status__in=HOLDS_SEAT, is_preview=False)
    if run.seats is not None and holding.count() >= run.seats:
        return False
    return group is None or group.seats is None or holding.filter(group=group).count() < group.seats


def somebody_waits(run: CourseRun, group: Group | None) -> bool:
    """Whether an earlier person waits who would fit: nobody passes them by."""
    waiting = Enrolment.objects.filter(run=run, status=EnrolmentStatus.WAITLISTED, is_preview=False).select_related("group")
    return any(row.group == group or has_room(run, row.group) for row in waiting)


def promote(run: CourseRun) -> list[Enrolment]:
    """Give freed seats to those who wait, the earliest first, till nobody fits; in an act, after `hold(run)`."""
    given = []
    waiting = Enrolment.objects.filter(run=run, status=EnrolmentStatus.WAITLISTED, is_preview=False)
    for row in waiting.select_related("group", "user", "region").order_by("queue_at", "pk"):
        if has_room(run, row.group) and not studies_elsewhere(row):
            become_active(row, actor=None)
            tell(row, "place_given")
            given.append(row)
    return given


def studies_elsewhere(row: Enrolment) -> bool:
    """Whether the person studies the same course in another run already."""
    others = Enrolment.objects.filter(user=row.user_id, course=row.course_id, status__in=STUDIES, is_preview=False)
    return others.exclude(pk=row.pk).exists()


def become_active(row: Enrolment, *, actor: User | None, reason: str = "", **facts: object) -> None:
    """Move to «учится»; the person's other waits and requests for the same course close by themselves."""
    changes = {"queue_at": None, "active_from": row.active_from or timezone.now()} | facts
    states.move(
        row,
        EnrolmentStatus.ACTIVE,
        moves=ENROLMENT_MOVES,
        actor=actor,
        person=row.user,
        reason=reason,
        audience=history.PERSON,
        **changes,
    )
    close_other_waits(row, actor=actor)


def close_other_waits(row: Enrolment, *, actor: User | None) -> None:
    """Waits, requests and invitations of the same course in other runs are withdrawn."""
    waiting = [EnrolmentStatus.WAITLISTED, EnrolmentStatus.REQUESTED, EnrolmentStatus.INVITED]
    others = Enrolment.objects.filter(user=row.user_id, course=row.course_id, status__in=waiting, is_preview=False)
    for other in others.exclude(pk=row.pk).select_related("user"):
        states.move(
            other,
            EnrolmentStatus.WITHDRAWN,
            moves=ENROLMENT_MOVES,
            actor=actor,
            person=other.user,
            audience=history.PERSON,
            verb="closed_by_another_run",
            queue_at=None,
        )


def tell(row: Enrolment, what: str, **data: str) -> None:
    """Queue the letter of what has happened to an enrolment; each return to the course has letters of its own."""
    if row.is_preview:
        return
    kind = {EnrolmentStatus.ACTIVE: "enrolled", EnrolmentStatus.REQUESTED: "request_received"}.get(what, what)
    turn = LearningEvent.objects.filter(enrolment=row, verb=Verb.ENROLLED).count()
    queue(
        f"school.{kind}",
        row,
        to=row.user.email or "",
        key=f"school.{kind}:{row.public_id}:{turn}",
        person=row.user,
        scope=(f"course:{row.course_id}", *([row.region.code] if row.region else [])),
        data=data,
        zone=row.region.zone if row.region else "Europe/Moscow",
    )
