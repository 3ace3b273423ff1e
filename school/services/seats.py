"""Seats of a run and its groups: counted from rows under the run's guard; a freed seat goes on at once (spec: school §3)."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from core import guard, history, states
from people import consents
from people.models import User
from people.models.consent import Purpose
from school.models import CourseRun, Enrolment, Group, LearningEvent
from school.models.learning import Verb
from school.services.telling import tell_learner
from school.states import ENROLMENT_MOVES, HOLDS_SEAT, STUDIES, EnrolmentStatus, RunStatus, Source

NO_LIMIT = float("inf")


@dataclass
class Room:
    """Free seats of a run and of its groups (by pk) at one moment; groups without a limit are not among them."""

    free: float
    free_in: dict[int, float]

    def fits(self, group_id: int | None) -> bool:
        """Whether run and group both have a seat."""
        return self.free > 0 and self.free_in.get(group_id, NO_LIMIT) > 0

    def take(self, group_id: int | None) -> None:
        """One seat less."""
        self.free -= 1
        if group_id in self.free_in:
            self.free_in[group_id] -= 1


def room_of(run: CourseRun) -> Room:
    """Counted from rows; call it after `hold(run)` where something is taken. Three queries for any number of groups."""
    seats = CourseRun.objects.filter(pk=run.pk).values_list("seats", flat=True).get()
    holding = Enrolment.objects.real().filter(run=run, status__in=HOLDS_SEAT).order_by()
    taken = dict(holding.values_list("group").annotate(n=Count("pk")))
    limited = Group.objects.filter(run=run, seats__isnull=False).values_list("pk", "seats")
    free = NO_LIMIT if seats is None else seats - sum(taken.values())
    return Room(free, {pk: size - taken.get(pk, 0) for pk, size in limited})


def group_for(run: CourseRun, user: User) -> Group | None:
    """The group of the person's region, else «Общая»."""
    groups = {group.region_id: group for group in Group.objects.filter(run=run)}
    return groups.get(user.region_id) or groups.get(None)


def has_room(run: CourseRun, group: Group | None) -> bool:
    """Whether run and group both have a seat."""
    return room_of(run).fits(group.pk if group else None)


def somebody_waits(run: CourseRun) -> bool:
    """Whether an earlier person waits who would fit now: nobody passes them by."""
    room = room_of(run)
    return any(room.fits(one) for one in line_of(run).values_list("group", flat=True).distinct().order_by())


def line_of(run: CourseRun) -> QuerySet[Enrolment]:
    """Who waits for a seat, the earliest first; who studies the course in another run takes none."""
    elsewhere = Enrolment.objects.real().filter(user=OuterRef("user"), course=OuterRef("course"), status__in=STUDIES)
    waiting = Enrolment.objects.real().filter(~Exists(elsewhere), run=run, status=EnrolmentStatus.WAITLISTED)
    return waiting.order_by("queue_at", "pk")


def hold_place(row: Enrolment) -> None:
    """Guard rows of a place: the run for its seats, the person, who studies a course in one run only, the row for its progress.

    Always in this order: two acts that meet in a person wait for each other and break no constraint. Reads the row again.
    """
    guard.hold(row.run)
    guard.hold(row.user)
    guard.hold(row)
    row.refresh_from_db()


def promote(run: CourseRun) -> list[Enrolment]:
    """Give freed seats to those who wait, the earliest first, till nobody fits; in an act, after `hold(run)`."""
    room, given = room_of(run), []
    for pk, group in list(line_of(run).values_list("pk", "group")):
        if room.free <= 0:
            break
        if not room.fits(group):
            continue
        row = Enrolment.objects.select_related("user", "region", "run", "group").get(pk=pk)
        guard.hold(row.user)
        row.refresh_from_db(fields=["status"])
        if row.status == EnrolmentStatus.WAITLISTED and not studies_elsewhere(row):
            give_seat(row, actor=None)
            room.take(group)
            given.append(row)
    return given


def promote_left() -> int:
    """Seats that are free while somebody waits are given; by the clock, for what an act missed. Returns how many."""
    waiting = Enrolment.objects.real().filter(status=EnrolmentStatus.WAITLISTED, run__status=RunStatus.OPEN)
    runs = CourseRun.objects.filter(pk__in=waiting.values("run"))
    return sum(_promote_in(run) for run in runs if somebody_waits(run))


def give_seat(row: Enrolment, *, actor: User | None, reason: str = "", letter: str = "place_given") -> None:
    """The seat is the person's: at once with a consent, else it is kept and the person is invited to consent (spec: school §3).

    In an act, after `hold_place(row)`. Side effects: history, a letter; with an invitation its fourteen days begin.
    """
    if agreed(row.user):
        become_active(row, actor=actor, reason=reason)
        tell(row, letter)
        return
    move(row, EnrolmentStatus.INVITED, actor=actor, reason=reason, queue_at=None)
    note_enrolled(row, actor=actor, source=Source.AUTO if actor is None else Source.IMPORT)
    tell(row, "invited")


def agreed(user: User) -> bool:
    """Whether the person consented to studying and did not withdraw it; which text it was does not matter here."""
    return consents.standing(user, Purpose.SCHOOL).exists()


def studies_elsewhere(row: Enrolment) -> bool:
    """Whether the person studies the same course in another run already."""
    others = Enrolment.objects.real().filter(user=row.user_id, course=row.course_id, status__in=STUDIES)
    return others.exclude(pk=row.pk).exists()


def become_active(row: Enrolment, *, actor: User | None, reason: str = "", **facts: object) -> None:
    """Move to «учится»; the person's other waits and requests for the same course close by themselves."""
    changes = {"queue_at": None, "active_from": row.active_from or timezone.now()} | facts
    move(row, EnrolmentStatus.ACTIVE, actor=actor, reason=reason, **changes)
    close_other_waits(row, actor=actor)


def close_other_waits(row: Enrolment, *, actor: User | None) -> None:
    """Waits, requests and invitations of the same course in other runs are withdrawn; a seat that was kept goes on."""
    waiting = [EnrolmentStatus.WAITLISTED, EnrolmentStatus.REQUESTED, EnrolmentStatus.INVITED]
    others = Enrolment.objects.real().filter(user=row.user_id, course=row.course_id, status__in=waiting)
    for other in others.exclude(pk=row.pk).select_related("user", "run"):
        kept_seat = other.status == EnrolmentStatus.INVITED
        if kept_seat:
            guard.hold(other.run)
        move(other, EnrolmentStatus.WITHDRAWN, actor=actor, verb="closed_by_another_run", queue_at=None)
        if kept_seat:
            promote(other.run)


def move(row: Enrolment, to: str, *, actor: User | None, reason: str = "", verb: str = "", **changes: object) -> None:
    """One door for the states of a place: the person reads the history row. Raises NotAllowed."""
    states.move(
        row,
        to,
        moves=ENROLMENT_MOVES,
        actor=actor,
        person=row.user,
        reason=reason,
        verb=verb,
        audience=history.PERSON,
        **changes,
    )


def note_enrolled(row: Enrolment, *, actor: User | None, source: str) -> None:
    """The learning event of a new beginning."""
    LearningEvent.objects.create(enrolment=row, event_id=uuid.uuid4(), verb=Verb.ENROLLED, source=source, actor=actor)


def tell(row: Enrolment, what: str, **data: str) -> None:
    """Queue the letter of what has happened to an enrolment; each return to the course has letters of its own."""
    kind = {EnrolmentStatus.ACTIVE: "enrolled", EnrolmentStatus.REQUESTED: "request_received"}.get(what, what)
    turn = LearningEvent.objects.filter(enrolment=row, verb=Verb.ENROLLED).count()
    tell_learner(row, kind, key=f"{row.public_id}:{turn}", data=data)


@guard.act
def _promote_in(run: CourseRun) -> int:
    guard.hold(run)
    return len(promote(run))
