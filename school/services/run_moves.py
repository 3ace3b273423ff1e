"""A run copied with shifted dates, cancelled, archived (spec: school §1, §3)."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from core import guard, history, states
from people.models import User
from school.models import CourseRun, Enrolment, Group, RunItem
from school.services.telling import tell_learner
from school.states import ENROLMENT_MOVES, RUN_MOVES, STUDIES, WAITS, EnrolmentStatus, RunStatus

DATES = ("enrol_opens", "enrol_closes", "starts", "ends")
ITEM_DATES = ("opens_at", "soft", "hard")


@guard.act
def copy_run(run: CourseRun, *, code: str, title: str, shift: timedelta, by: User) -> CourseRun:
    """A draft run with the same programme, rules and groups, dates moved by `shift`; no people, no mentors.

    Lines taken out of the run stay out. Raises IntegrityError when the code is taken.
    """
    skipped = {"id", "code", "title", "status", "structure_version", "touched", "course"}
    facts = {one.name: getattr(run, one.name) for one in run._meta.concrete_fields if one.name not in skipped}
    facts |= {name: _moved(facts[name], shift) for name in DATES}
    fresh = CourseRun.objects.create(course=run.course, code=code, title=title, **facts)
    Group.objects.bulk_create(
        Group(run=fresh, title=one.title, region=one.region, seats=one.seats)
        for one in Group.objects.filter(run=run).select_related("region")
    )
    _copy_items(run, fresh, shift)
    history.record(fresh, "copied", now={"from": run.code}, actor=by)
    return fresh


@guard.act
def cancel_run(run: CourseRun, *, by: User, reason: str) -> int:
    """Cancel; whoever studies or waits gets a letter with the reason and is free to join another run; completed stays.

    Returns how many letters. Raises NotAllowed.
    """
    guard.hold(run)
    states.move(run, RunStatus.CANCELLED, moves=RUN_MOVES, actor=by, reason=reason)
    rows = list(people_of(run).select_related("user", "region"))
    for row in rows:
        states.move(
            row,
            EnrolmentStatus.WITHDRAWN,
            moves=ENROLMENT_MOVES,
            actor=by,
            person=row.user,
            reason=reason,
            verb="run_cancelled",
            audience=history.PERSON,
            queue_at=None,
        )
        _tell_cancelled(row, reason)
    return len(rows)


def people_of(run: CourseRun) -> QuerySet[Enrolment]:
    """Whom a cancelled run concerns: those who study and those who wait."""
    return Enrolment.objects.real().filter(run=run, status__in=[*STUDIES, *WAITS]).order_by("pk")


@guard.act
def archive_run(run: CourseRun, *, by: User) -> None:
    """Put a past run away; its learners keep reading. Raises NotAllowed."""
    guard.hold(run)
    states.move(run, RunStatus.ARCHIVED, moves=RUN_MOVES, actor=by)


def _copy_items(run: CourseRun, fresh: CourseRun, shift: timedelta) -> None:
    old = list(RunItem.objects.filter(run=run, retired_in__isnull=True).order_by("position"))
    skipped = {"id", "run", "run_id", "activity", "added_in", "retired_in"}
    names = [one.name for one in RunItem._meta.concrete_fields if one.name not in skipped]
    new = [
        RunItem(
            run=fresh,
            activity_id=item.activity_id,
            **{name: getattr(item, name) for name in names if name not in ITEM_DATES},
            **{name: _moved(getattr(item, name), shift) for name in ITEM_DATES},
        )
        for item in old
    ]
    made = dict(zip([item.pk for item in old], RunItem.objects.bulk_create(new), strict=True))
    links = RunItem.after.through
    pairs = links.objects.filter(from_runitem__in=made, to_runitem__in=made)
    links.objects.bulk_create(
        links(from_runitem=made[item], to_runitem=made[before])
        for item, before in pairs.values_list("from_runitem_id", "to_runitem_id")
    )


def _moved(moment: datetime | None, shift: timedelta) -> datetime | None:
    return moment + shift if moment else None


def _tell_cancelled(row: Enrolment, reason: str) -> None:
    tell_learner(row, "run_cancelled", key=row.public_id, data={"reason": reason})
