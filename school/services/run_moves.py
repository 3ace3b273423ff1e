"""A run copied with shifted dates, cancelled, archived; its dates and seats set (spec: school §1, §3)."""

from datetime import datetime, timedelta

from core import guard, history, states
from core.mail.queue import queue
from people.models import User
from school.models import CourseRun, Enrolment, Group, RunItem
from school.services.seats import promote
from school.states import RUN_MOVES, STUDIES, WAITS, RunStatus

DATES = ("enrol_opens", "enrol_closes", "starts", "ends")
ITEM_DATES = ("opens_at", "soft", "hard")


@guard.act
def copy_run(run: CourseRun, *, code: str, title: str, shift: timedelta, by: User) -> CourseRun:
    """A draft run with the same programme, rules and groups, dates moved by `shift`; no people, no mentors."""
    skipped = {"id", "code", "title", "status", "structure_version", "touched", "course"}
    facts = {one.name: getattr(run, one.name) for one in run._meta.concrete_fields if one.name not in skipped}
    facts |= {name: _moved(facts[name], shift) for name in DATES}
    fresh = CourseRun.objects.create(course=run.course, code=code, title=title, **facts)
    Group.objects.bulk_create(
        Group(run=fresh, title=one.title, region=one.region, seats=one.seats) for one in Group.objects.filter(run=run)
    )
    _copy_items(run, fresh, shift)
    history.record(fresh, "copied", now={"from": run.code}, actor=by)
    return fresh


@guard.act
def cancel_run(run: CourseRun, *, by: User, reason: str) -> int:
    """Cancel; whoever studies or waits gets a letter with the reason. Returns how many letters. Raises NotAllowed."""
    guard.hold(run)
    states.move(run, RunStatus.CANCELLED, moves=RUN_MOVES, actor=by, reason=reason)
    rows = Enrolment.objects.real().filter(run=run, status__in=[*STUDIES, *WAITS]).select_related("user", "region")
    for row in rows:
        _tell_cancelled(row, reason)
    return len(rows)


@guard.act
def archive_run(run: CourseRun, *, by: User) -> None:
    """Put a past run away; its learners keep reading. Raises NotAllowed."""
    guard.hold(run)
    states.move(run, RunStatus.ARCHIVED, moves=RUN_MOVES, actor=by)


@guard.act
def change_seats(run: CourseRun, seats: int | None, *, by: User) -> int:
    """Set the number of seats; fewer throw nobody out, more go to those who wait. Returns how many got a place."""
    guard.hold(run)
    run.refresh_from_db()
    was, run.seats = run.seats, seats
    CourseRun.objects.filter(pk=run.pk).update(seats=seats)
    history.record(run, "seats", was={"seats": was}, now={"seats": seats}, actor=by)
    return len(promote(run))


def _copy_items(run: CourseRun, fresh: CourseRun, shift: timedelta) -> None:
    old = list(RunItem.objects.filter(run=run, retired_in__isnull=True).prefetch_related("after").order_by("position"))
    skipped = {"id", "run", "added_in", "retired_in"}
    made = {}
    for item in old:
        facts = {one.name: getattr(item, one.name) for one in item._meta.concrete_fields if one.name not in skipped}
        facts |= {name: _moved(facts[name], shift) for name in ITEM_DATES}
        made[item.pk] = RunItem.objects.create(run=fresh, **facts)
    for item in old:
        made[item.pk].after.set(made[one.pk] for one in item.after.all() if one.pk in made)


def _moved(moment: datetime | None, shift: timedelta) -> datetime | None:
    return moment + shift if moment else None


def _tell_cancelled(row: Enrolment, reason: str) -> None:
    queue(
        "school.run_cancelled",
        row,
        to=row.user.email or "",
        key=f"school.run_cancelled:{row.public_id}",
        person=row.user,
        scope=(f"course:{row.course_id}", *([row.region.code] if row.region else [])),
        data={"reason": reason},
        zone=row.region.zone if row.region else "",
    )
