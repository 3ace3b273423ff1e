"""The programme table of a run: rules and dates of its lines, set module by module (spec: school §1, §10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.db.models import F

from core import guard, history
from people.models import User
from school.models import CourseRun, RunItem
from school.services.run_updates import complete_those_who_are
from school.services.runs import plain

FACTS = ("required", "opens", "opens_at", "soft", "hard", "soft_days", "hard_days", "late_factor")
DATES = ("opens_at", "soft", "hard")
RUN_DATES = ("enrol_opens", "enrol_closes", "starts", "ends")


@dataclass(frozen=True)
class TableModule:
    """A module of the table: its number in the programme and its lines."""

    number: int
    title: str
    items: list[RunItem]


def table_of(run: CourseRun) -> list[TableModule]:
    """The programme with what stands before each line. Two queries."""
    rows = RunItem.objects.filter(run=run, retired_in__isnull=True).select_related("activity").prefetch_related("after")
    grouped = groupby(rows.order_by("position"), key=lambda item: item.module_title)
    return [TableModule(number, title, list(items)) for number, (title, items) in enumerate(grouped, 1)]


def retired_of(run: CourseRun) -> list[RunItem]:
    """Lines that were taken out of the run. One query."""
    return list(RunItem.objects.filter(run=run, retired_in__isnull=False).order_by("position"))


@guard.act
def _save(run: CourseRun, said: Mapping[int, Mapping[str, Any]], by: User) -> bool:
    guard.hold(run)
    rows = {item.pk: item for item in RunItem.objects.filter(run=run, pk__in=said, retired_in__isnull=True)}
    loosened, changed = False, {}
    for pk, item in rows.items():
        facts = {name: said[pk][name] for name in FACTS if getattr(item, name) != said[pk][name]}
        loosened = loosened or facts.get("required") is False
        for name, value in facts.items():
            setattr(item, name, value)
        if facts:
            changed[item.title] = {name: plain(value) for name, value in facts.items()}
    RunItem.objects.bulk_update(rows.values(), FACTS)
    _set_befores(run, rows, said)
    if changed:
        history.record(run, "programme_set", now=changed, actor=by)
    return loosened


def save_module(run: CourseRun, said: Mapping[int, Mapping[str, Any]], *, by: User) -> int:
    """Set rules and dates of lines (pk → facts of FACTS and `after`: pks); only earlier lines may stand in `after`.

    Returns how many learners were completed because something is not required any more. Side effects: a history row.
    """
    return complete_those_who_are(run) if _save(run, said, by) else 0


@guard.act
def _retire(run: CourseRun, item: RunItem, by: User) -> bool:
    guard.hold(run)
    run.refresh_from_db(fields=["structure_version"])
    version = run.structure_version + 1
    if not RunItem.objects.filter(pk=item.pk, run=run, retired_in__isnull=True).update(retired_in=version):
        return False
    CourseRun.objects.filter(pk=run.pk).update(structure_version=version)
    run.structure_version = version
    history.record(run, "item_retired", now={"item": item.title}, actor=by)
    return True


def retire_item(run: CourseRun, item: RunItem, *, by: User) -> int:
    """Take a line out of the run: credit stays, who has all the rest is completed; it comes back by an update.

    Returns how many were completed.
    """
    return complete_those_who_are(run) if _retire(run, item, by) else 0


@guard.act
def shift_dates(run: CourseRun, days: int, *, by: User, run_too: bool = False) -> int:
    """Move all dates of the programme by so many days (back where negative), the run's own ones too if asked.

    Days counted from enrolment and extensions given to people stay. Returns how many lines have moved.
    """
    guard.hold(run)
    step = timedelta(days=days)
    rows = RunItem.objects.filter(run=run, retired_in__isnull=True)
    dated = rows.exclude(opens_at__isnull=True, soft__isnull=True, hard__isnull=True)
    moved = dated.update(**{name: F(name) + step for name in DATES})
    if run_too:
        CourseRun.objects.filter(pk=run.pk).update(**{name: F(name) + step for name in RUN_DATES})
        run.refresh_from_db()
    history.record(run, "dates_shifted", now={"days": days, "run": run_too}, actor=by)
    return moved


def _set_befores(run: CourseRun, rows: Mapping[int, RunItem], said: Mapping[int, Mapping[str, Any]]) -> None:
    places = dict(RunItem.objects.filter(run=run, retired_in__isnull=True).values_list("pk", "position"))
    links = RunItem.after.through
    asked = [(pk, before, item) for pk, item in rows.items() for before in said[pk]["after"]]
    wanted = {(pk, before) for pk, before, item in asked if places.get(before, item.position) < item.position}
    there = links.objects.filter(from_runitem__in=rows, to_runitem__retired_in__isnull=True)
    known = {(one.from_runitem_id, one.to_runitem_id): one.pk for one in there}
    links.objects.filter(pk__in=[pk for pair, pk in known.items() if pair not in wanted]).delete()
    links.objects.bulk_create(links(from_runitem_id=pk, to_runitem_id=before) for pk, before in sorted(wanted - set(known)))
