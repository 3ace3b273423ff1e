"""Opening a run: anchors are made, the programme is frozen (spec: school §2)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from core import guard, history, states
from people.models import User
from school.models import Activity, Course, CoursePage, CourseRun, Group, ModulePage, RunItem
from school.models.activity import ActivityPage
from school.models.pages import CourseOrder
from school.services.seats import promote
from school.states import RUN_MOVES, Opens, RunStatus


class NothingToLearn(Exception):
    """The course has no published lesson, so no run can be opened."""


class NoDate(Exception):
    """A run with a mentor is opened only when its first day is known."""


def plain(value: Any) -> Any:
    """A value as history keeps it: numbers, words and nothing stay, moments become text."""
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def anchor_course(page: CoursePage) -> Course:
    """The course's anchor, made when it first enters a run."""
    return Course.objects.get_or_create(key=page.translation_key, defaults={"page": page})[0]


@guard.act
def create_run(page: CoursePage, *, code: str, title: str, by: User | None = None, **facts: object) -> CourseRun:
    """Make a draft run with its frozen programme and the group «Общая».

    `page` is the course in the source language. Raises NothingToLearn.
    """
    parts = page.parts()
    if not parts:
        raise NothingToLearn(page.title)
    course = anchor_course(page)
    run = CourseRun.objects.create(course=course, code=code, title=title, status=RunStatus.DRAFT, **facts)
    anchors = anchor_activities(course, [activity for _module, activity in parts])
    RunItem.objects.bulk_create(
        item_of(run, anchors[activity.translation_key], module, activity, position, strict=page.order == CourseOrder.STRICT)
        for position, (module, activity) in enumerate(parts, 1)
    )
    Group.objects.create(run=run, title=_("Общая"))
    history.record(run, "made", now={"title": title}, actor=by)
    return run


@guard.act
def open_run(run: CourseRun, *, by: User | None = None) -> None:
    """Show a draft run to people. Raises NotAllowed if it is not a draft, NoDate if nobody knows when it begins."""
    guard.hold(run)
    run.refresh_from_db()
    if run.starts is None and not run.self_paced:
        raise NoDate
    states.move(run, RunStatus.OPEN, moves=RUN_MOVES, actor=by)


@guard.act
def change_run(run: CourseRun, facts: Mapping[str, Any], *, by: User) -> int:
    """Set facts of a run (title, dates, seats, admission …); fewer seats throw nobody out, freed ones go to those who wait.

    Returns how many got a place. Side effects: a history row with was and now, letters to those who got a place.
    """
    guard.hold(run)
    run.refresh_from_db()
    changed = {name: value for name, value in facts.items() if getattr(run, name) != value}
    if not changed:
        return 0
    was = {name: plain(getattr(run, name)) for name in changed}
    for name, value in changed.items():
        setattr(run, name, value)
    run.save(update_fields=list(changed))
    history.record(run, "changed", was=was, now={name: plain(value) for name, value in changed.items()}, actor=by)
    return len(promote(run)) if "seats" in changed else 0


def anchor_activities(course: Course, pages: list[ActivityPage]) -> dict:
    """The anchor of each page by its key; missing ones are made."""
    known = {anchor.key: anchor for anchor in Activity.objects.filter(key__in=[page.translation_key for page in pages])}
    new = [
        Activity(key=page.translation_key, course=course, page_id=page.pk, kind=page.kind)
        for page in pages
        if page.translation_key not in known
    ]
    return known | {anchor.key: anchor for anchor in Activity.objects.bulk_create(new)}


def item_of(
    run: CourseRun, anchor: Activity, module: ModulePage, page: ActivityPage, position: int, *, strict: bool = False
) -> RunItem:
    """An unsaved line of a programme with the page's rules of today; in a strict course each opens after the one before."""
    return RunItem(
        run=run,
        activity=anchor,
        position=position,
        module_title=module.title,
        title=page.title,
        minutes=page.minutes,
        required=page.required,
        weight=page.weight,
        completion=page.completion,
        pass_percent=getattr(page, "pass_percent", None),
        opens=Opens.PREVIOUS if strict and page.opens == Opens.ALWAYS else page.opens,
    )
