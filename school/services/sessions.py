"""Joint sessions: who was in the room has passed the chosen lessons; undoing takes back only what the session brought."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from core import guard, history
from core.files import Checked
from people.models import User
from regions.models import Territory
from regions.scope import scope_of
from school.models import (
    ActivityProgress,
    CourseRun,
    Enrolment,
    JointMark,
    JointSession,
    LearningEvent,
    MentorAssignment,
    RunItem,
    SessionSheet,
)
from school.models.learning import Verb
from school.roles import manages_school
from school.services.completing import complete_if_done
from school.services.progress import is_done, record
from school.services.telling import tell_learner
from school.states import DONE, EnrolmentStatus, ProgressState, RunStatus, Source

MARKABLE = [EnrolmentStatus.ACTIVE, EnrolmentStatus.COMPLETED]
MIDDAY = time(12)


@dataclass(frozen=True)
class Held:
    """What is told of a session: day, place, lessons, who was there, the number of the sending (twice is once)."""

    held_on: date
    place: str
    items: list[RunItem]
    people: list[Enrolment]
    submit_key: uuid.UUID
    territory: Territory | None = None


def within(user: User) -> QuerySet[Enrolment]:
    """Learners this person may mark: own region, own groups, all for who runs the School; never oneself (school §4)."""
    rows = Enrolment.objects.real().exclude(user=user)
    if manages_school(user):
        return rows
    groups = MentorAssignment.objects.filter(user=user, until__isnull=True).values("group")
    seen = Q(group__in=groups)
    scope = scope_of(user)
    if isinstance(scope, frozenset) and scope:
        seen |= Q(region__in=scope)
    return rows.filter(seen)


def runs_for(user: User) -> QuerySet[CourseRun]:
    """Open runs with somebody to mark."""
    runs = within(user).filter(status__in=MARKABLE).values("run")
    return (
        CourseRun.objects.filter(pk__in=runs, status=RunStatus.OPEN).select_related("course__page").order_by("-starts", "title")
    )


def people_for(user: User, run: CourseRun) -> list[Enrolment]:
    """Who can be marked in the run, by the alphabet. One query."""
    rows = within(user).filter(run=run, status__in=MARKABLE)
    return list(rows.select_related("user", "run", "region", "course__page").order_by("user__sort_name", "pk"))


def lessons_for(run: CourseRun) -> list[RunItem]:
    """Lessons of the programme: quizzes and works are never marked on a session. One query."""
    rows = RunItem.objects.filter(run=run, retired_in__isnull=True, activity__kind="lesson")
    return list(rows.select_related("activity").order_by("position"))


def passed_before(people: Iterable[Enrolment], items: Iterable[RunItem]) -> dict[int, int]:
    """How many of the lessons each person (by pk) has passed already. One query."""
    rows = ActivityProgress.objects.filter(enrolment__in=people, activity__in=[one.activity_id for one in items], state__in=DONE)
    found: dict[int, int] = {}
    for pk in rows.values_list("enrolment_id", flat=True):
        found[pk] = found.get(pk, 0) + 1
    return found


def sessions_for(user: User) -> QuerySet[JointSession]:
    """Sessions in which somebody of this person's own was marked, and those held by oneself."""
    seen = Q(marks__enrolment__in=within(user)) | Q(confirmed_by=user)
    rows = JointSession.objects.filter(seen).select_related("run__course__page", "territory", "confirmed_by")
    return rows.distinct().order_by("-held_on", "-pk")


def may_undo(session: JointSession, user: User) -> bool:
    """Who might mark all these people may take the marks back."""
    marked = JointMark.objects.filter(session=session).values("enrolment").distinct()
    return session.undone_at is None and within(user).filter(pk__in=marked).count() == marked.count()


@guard.act
def hold_session(run: CourseRun, held: Held, *, by: User) -> JointSession:
    """Mark the lessons for those who were there; the same sending again gives the first session.

    Who does not study any more by now is left out. Side effects: events, progress, history, letters; courses may be completed.
    """
    session, made = JointSession.objects.get_or_create(
        submit_key=held.submit_key,
        defaults={
            "run": run, "held_on": held.held_on, "place": held.place, "territory": held.territory, "confirmed_by": by,
        },
    )  # fmt: skip
    if not made:
        return session
    session.items.set(held.items)
    if held.people:
        guard.hold(*held.people)
    for enrolment in held.people:
        enrolment.refresh_from_db(fields=["status", "completed_at"])
        if enrolment.status in MARKABLE and enrolment.user_id != by.pk:
            _mark(session, enrolment, held.items)
    history.record(session, "held", now={"people": len(held.people), "lessons": len(held.items)}, actor=by)
    return session


@guard.act
def undo_session(session: JointSession, *, by: User) -> int:
    """Take back what the session brought and nothing else; a completed course stays completed. Returns how many marks went.

    Twice changes nothing. Side effects: events that undo, history.
    """
    marks = list(JointMark.objects.filter(session=session, event__isnull=False).select_related(*MARK_RELATED).order_by("pk"))
    if marks:
        guard.hold(*{mark.enrolment_id: mark.enrolment for mark in marks}.values())
    if not JointSession.objects.filter(pk=session.pk, undone_at__isnull=True).update(undone_at=timezone.now()):
        return 0
    for mark in marks:
        record(
            mark.enrolment,
            mark.item.activity,
            Verb.OVERRODE,
            actor=by,
            source=Source.GROUP_SESSION,
            undoes=mark.event.event_id,
            event_id=uuid.uuid5(session.submit_key, f"undo:{mark.pk}"),
        )
    for enrolment in {mark.enrolment_id: mark.enrolment for mark in marks}.values():
        _note(enrolment, session, "session_undone", by)
    history.record(session, "undone", now={"marks": len(marks)}, actor=by)
    return len(marks)


def add_sheet(session: JointSession, checked: Checked) -> SessionSheet:
    """Keep a photo or scan of the signed list; the same content twice is one file."""
    known = SessionSheet.objects.filter(session=session, sha256=checked.sha256).first()
    return known or SessionSheet.objects.create(session=session, **checked.fields())


def _mark(session: JointSession, enrolment: Enrolment, items: list[RunItem]) -> None:
    brought = [event for event in (_pass(session, enrolment, item) for item in items) if event]
    if not brought:
        return
    _note(enrolment, session, "marked_on_session", session.confirmed_by)
    _tell(session, enrolment)
    complete_if_done(enrolment)


def _pass(session: JointSession, enrolment: Enrolment, item: RunItem) -> LearningEvent | None:
    """The event that passes one lesson; None where it had been passed before."""
    event = None
    if not is_done(enrolment, item.activity):
        event = record(
            enrolment,
            item.activity,
            Verb.COMPLETED,
            actor=session.confirmed_by,
            source=Source.GROUP_SESSION,
            state=ProgressState.COMPLETED,
            event_id=uuid.uuid5(session.submit_key, f"{enrolment.pk}:{item.pk}"),
            occurred_at=_moment(session),
            data={"session": session.public_id, "place": session.place},
        )
    JointMark.objects.create(session=session, enrolment=enrolment, item=item, event=event)
    return event


def _moment(session: JointSession) -> datetime:
    """Midday of the session's day where the run lives, never in the future."""
    midday = datetime.combine(session.held_on, MIDDAY, tzinfo=ZoneInfo(session.run.zone))
    return min(midday, timezone.now())


def _note(enrolment: Enrolment, session: JointSession, verb: str, by: User) -> None:
    told = {"day": session.held_on.isoformat(), "place": session.place}
    history.record(enrolment, verb, now=told, actor=by, person=enrolment.user, audience=history.PERSON)


def _tell(session: JointSession, enrolment: Enrolment) -> None:
    tell_learner(
        enrolment,
        "marked_on_session",
        key=f"{session.public_id}:{enrolment.public_id}",
        data={"session": session.public_id},
        reply_to=session.confirmed_by.email or "",
    )


MARK_RELATED = ("enrolment__user", "item__activity", "event")
