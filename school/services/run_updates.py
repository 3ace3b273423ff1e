"""«Обновить программу»: what has changed in the course since the run froze it, and bringing it in (spec: school §3)."""

from dataclasses import dataclass, field

from django.db.models import F

from core import guard, history
from people.models import User
from school.models import ActivityProgress, CourseRun, Enrolment, ModulePage, RunItem
from school.models.activity import ActivityPage
from school.models.pages import CourseOrder
from school.services.completing import complete_if_done
from school.services.runs import anchor_activities, item_of
from school.states import EnrolmentStatus

RULES = ("module_title", "title", "minutes", "required", "weight", "completion", "pass_percent", "opens")
ASIDE = 100_000  # positions are moved out of the way first, or the unique constraint fires


@dataclass(frozen=True)
class Change:
    """A line whose rules differ: field → (in the run, in the course)."""

    item: RunItem
    rules: dict[str, tuple[object, object]]


@dataclass(frozen=True)
class Diff:
    """The course of today against the run's programme. `touched`: how many learners have done something in retired lines."""

    added: list[tuple[ModulePage, ActivityPage]] = field(default_factory=list)
    retired: list[RunItem] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    reordered: bool = False
    touched: int = 0
    studying: int = 0

    @property
    def empty(self) -> bool:
        return not (self.added or self.retired or self.changed or self.reordered)


def diff_of(run: CourseRun) -> Diff:
    """What an update would bring. A page taken down for a while is no change: credit stays, the line waits for it."""
    page = run.course.page
    parts = page.parts()
    strict = page.order == CourseOrder.STRICT
    items = {
        item.activity_id: item
        for item in RunItem.objects.filter(run=run, retired_in__isnull=True).select_related("activity__page")
    }
    there = {activity.translation_key: (module, activity) for module, activity in parts}
    gone = [item for key, item in items.items() if key not in there and not _hidden(item, page)]
    kept = [key for key in there if key in items]
    changed = [_change(items[key], *there[key], strict) for key in kept]
    order = [key for key in items if key in there]
    return Diff(
        added=[part for key, part in there.items() if key not in items],
        retired=gone,
        changed=[one for one in changed if one.rules],
        reordered=order != kept,
        touched=ActivityProgress.objects.filter(activity__in=[item.activity_id for item in gone], enrolment__run=run)
        .values("enrolment")
        .distinct()
        .count(),
        studying=Enrolment.objects.real().filter(run=run, status=EnrolmentStatus.ACTIVE).count(),
    )


def update_programme(run: CourseRun, *, by: User) -> Diff:
    """Bring the newer programme in; credit stays, who has all the rest is completed. Returns what was brought.

    Side effects: structure_version grows by one, a history row; then each active learner is looked at in an act of one's own.
    """
    told = _update(run, by)
    if told.retired or told.changed:
        complete_those_who_are(run)
    return told


def complete_those_who_are(run: CourseRun) -> int:
    """«Пересчитать»: complete whoever has done everything; never takes a completion away. Returns how many were completed."""
    rows = Enrolment.objects.real().filter(run=run, status=EnrolmentStatus.ACTIVE)
    return sum(_complete(row) for row in rows.select_related("user", "run", "course__page", "region"))


@guard.act
def _update(run: CourseRun, by: User) -> Diff:
    guard.hold(run)
    run.refresh_from_db()
    told = diff_of(run)
    if told.empty:
        return told
    version = run.structure_version + 1
    RunItem.objects.filter(run=run, retired_in__isnull=True).update(position=F("position") + ASIDE)
    RunItem.objects.filter(pk__in=[item.pk for item in told.retired]).update(retired_in=version)
    _bring_in(run, version, told)
    CourseRun.objects.filter(pk=run.pk).update(structure_version=version)
    run.structure_version = version
    now = {
        "added": [page.title for _module, page in told.added],
        "retired": [item.title for item in told.retired],
        "changed": [one.item.title for one in told.changed],
    }
    history.record(run, "programme_updated", now=now, actor=by)
    return told


def _bring_in(run: CourseRun, version: int, told: Diff) -> None:
    page = run.course.page
    parts = page.parts()
    anchors = anchor_activities(run.course, [activity for _module, activity in parts])
    known = {item.activity_id: item for item in RunItem.objects.filter(run=run)}
    strict = page.order == CourseOrder.STRICT
    hidden = [item for item in known.values() if item.retired_in is None and item.activity_id not in anchors]
    for position, (module, activity) in enumerate(parts, 1):
        fresh = item_of(run, anchors[activity.translation_key], module, activity, position, strict=strict)
        old = known.get(activity.translation_key)
        if old is None:
            fresh.added_in = version
            fresh.save()
            continue
        for name in RULES:
            setattr(old, name, getattr(fresh, name))
        old.position, old.retired_in = position, None
        old.save(update_fields=[*RULES, "position", "retired_in"])
    for place, item in enumerate(sorted(hidden, key=lambda one: one.position), len(parts) + 1):
        RunItem.objects.filter(pk=item.pk).update(position=place)


@guard.act
def _complete(row: Enrolment) -> bool:
    guard.hold(row)
    row.refresh_from_db(fields=["status"])
    return complete_if_done(row)


def _change(item: RunItem, module: ModulePage, page: ActivityPage, strict: bool) -> Change:
    fresh = item_of(item.run, item.activity, module, page, item.position, strict=strict)
    pairs = {name: (getattr(item, name), getattr(fresh, name)) for name in RULES}
    return Change(item, {name: pair for name, pair in pairs.items() if pair[0] != pair[1]})


def _hidden(item: RunItem, course: object) -> bool:
    """The page stands in its course and is only taken down."""
    page = item.activity.page
    return not page.live and page.path.startswith(course.path)
