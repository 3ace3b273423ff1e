"""«Обновить программу»: what has changed in the course since the run froze it, and bringing it in (spec: school §3)."""

import zlib
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F
from django.utils.translation import gettext as _

from core import guard, history
from people.models import User
from school.models import ActivityProgress, CourseRun, Enrolment, ModulePage, RunItem
from school.models.activity import ActivityPage
from school.models.outline import programmes_of
from school.models.pages import CourseOrder
from school.services.completing import complete_if_done
from school.services.runs import anchor_activities, item_of, plain
from school.states import EnrolmentStatus

WORDS = ("module_title", "title", "minutes")
RULES = ("required", "weight", "completion", "pass_percent", "opens")
ASIDE = 100_000  # positions are moved out of the way first, or the unique constraint fires
BATCH = 200


@dataclass(frozen=True)
class Change:
    """A line that differs: field → (in the run, in the course). `words` are titles and minutes, `rules` how it is passed."""

    item: RunItem
    words: dict[str, tuple[Any, Any]]
    rules: dict[str, tuple[Any, Any]]
    done_by: int = 0

    @property
    def said(self) -> list[tuple[str, str, str]]:
        """(name of the field, was, now) for a screen."""
        pairs = [*self.words.items(), *self.rules.items()]
        return [
            (str(RunItem._meta.get_field(name).verbose_name), _shown(name, was), _shown(name, now)) for name, (was, now) in pairs
        ]


@dataclass(frozen=True)
class Added:
    """A published activity that the run does not have; `before`: the manager took it out of the run once."""

    module: ModulePage
    page: ActivityPage
    before: bool = False


@dataclass(frozen=True)
class Gone:
    """A line whose page has left the course; `done_by`: how many learners have done something in it."""

    item: RunItem
    done_by: int = 0


@dataclass(frozen=True)
class Diff:
    """The course of today against the run's programme. `studying`: how many learners would see it."""

    added: list[Added] = field(default_factory=list)
    retired: list[Gone] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    hidden: list[RunItem] = field(default_factory=list)
    reordered: bool = False
    studying: int = 0

    @property
    def empty(self) -> bool:
        return not (self.added or self.retired or self.changed or self.reordered)

    @property
    def mark(self) -> str:
        """A short word that differs when the diff does: what was confirmed is what was seen."""
        told = (
            [str(one.page.translation_key) for one in self.added],
            [one.item.pk for one in self.retired],
            [(one.item.pk, one.said) for one in self.changed],
            self.reordered,
        )
        return f"{zlib.crc32(repr(told).encode()):08x}"


class DiffMoved(Exception):
    """The course or the run was changed after the diff had been shown."""


def diff_of(run: CourseRun) -> Diff:
    """What an update would bring. A page taken down for a while is no change: credit stays, the line waits for it."""
    page = run.course.page
    parts = page.parts()
    strict = page.order == CourseOrder.STRICT
    rows = list(RunItem.objects.filter(run=run).select_related("activity__page").order_by("position"))
    items = {item.activity_id: item for item in rows if item.retired_in is None}
    there = {activity.translation_key: (module, activity) for module, activity in parts}
    absent = [item for key, item in items.items() if key not in there]
    kept = [key for key in there if key in items]
    once = {item.activity_id for item in rows}
    done = _done_by(run)
    changed = [_change(run, items[key], *there[key], strict=strict, done_by=done.get(key, 0)) for key in kept]
    return Diff(
        added=[Added(module, activity, key in once) for key, (module, activity) in there.items() if key not in items],
        retired=[Gone(item, done.get(item.activity_id, 0)) for item in absent if not _stands_in(item, page)],
        changed=[one for one in changed if one.words or one.rules],
        hidden=[item for item in absent if _stands_in(item, page)],
        reordered=[key for key in items if key in there] != kept,
        studying=Enrolment.objects.real().filter(run=run, status=EnrolmentStatus.ACTIVE).count(),
    )


def update_programme(run: CourseRun, *, by: User, leave: Collection[Any] = (), mark: str = "") -> Diff:
    """Bring the newer programme in; credit stays, who has all the rest is completed. Returns what was found.

    `leave`: keys of activities that stay as they are: not added, not retired, their rules kept. `mark` of the diff that was
    shown. Raises DiffMoved. Side effects: structure_version grows by one, a history row; then learners are completed.
    """
    told = _update(run, by, frozenset(leave), mark)
    if told.retired or told.changed:
        complete_those_who_are(run)
    return told


def complete_those_who_are(run: CourseRun) -> int:
    """«Пересчитать»: complete whoever has done everything; never takes a completion away. Returns how many were completed.

    Two queries for each two hundred learners, and an act for each who has all required done.
    """
    rows = Enrolment.objects.real().filter(run=run, status=EnrolmentStatus.ACTIVE)
    learners = list(rows.select_related("user", "run", "course__page", "region").order_by("pk"))
    completed = 0
    for start in range(0, len(learners), BATCH):
        batch = learners[start : start + BATCH]
        shown = programmes_of(batch)
        completed += sum(_complete(row) for row in batch if shown[row.pk].complete)
    return completed


@guard.act
def _update(run: CourseRun, by: User, leave: frozenset, mark: str) -> Diff:
    guard.hold(run)
    run.refresh_from_db()
    told = diff_of(run)
    if mark and mark != told.mark:
        raise DiffMoved
    if told.empty:
        return told
    version = run.structure_version + 1
    gone = [one.item for one in told.retired if one.item.activity_id not in leave]
    RunItem.objects.filter(run=run, retired_in__isnull=True).update(position=F("position") + ASIDE)
    RunItem.objects.filter(pk__in=[item.pk for item in gone]).update(retired_in=version)
    _bring_in(run, version, told, leave)
    CourseRun.objects.filter(pk=run.pk).update(structure_version=version)
    run.structure_version = version
    now = {
        "added": [one.page.title for one in told.added if one.page.translation_key not in leave],
        "retired": [item.title for item in gone],
        "changed": [one.item.title for one in told.changed if one.item.activity_id not in leave],
    }
    history.record(run, "programme_updated", now=now, actor=by)
    return told


def _bring_in(run: CourseRun, version: int, told: Diff, leave: frozenset) -> None:
    page = run.course.page
    unwanted = {one.page.translation_key for one in told.added} & leave
    parts = [(module, activity) for module, activity in page.parts() if activity.translation_key not in unwanted]
    anchors = anchor_activities(run.course, [activity for _module, activity in parts])
    known = {item.activity_id: item for item in RunItem.objects.filter(run=run).order_by("position")}
    strict = page.order == CourseOrder.STRICT
    fresh = {
        activity.translation_key: item_of(run, anchors[activity.translation_key], module, activity, 0, strict=strict)
        for module, activity in parts
    }
    places = _in_order([key for key, item in known.items() if item.retired_in is None], list(fresh))
    for position, key in enumerate(places, 1):
        if key in known:
            _renew(known[key], fresh.get(key), rules=key not in leave)
        else:
            fresh[key].added_in = version
        (known.get(key) or fresh[key]).position = position
    RunItem.objects.bulk_update([known[key] for key in places if key in known], [*WORDS, *RULES, "position", "retired_in"])
    RunItem.objects.bulk_create([fresh[key] for key in places if key not in known])
    _forget_later_befores(run)


def _renew(old: RunItem, fresh: RunItem | None, *, rules: bool) -> None:
    """A line gets the words and rules of today; one whose page is hidden (`fresh` is None) stays as it is."""
    names = () if fresh is None else (*WORDS, *(RULES if rules or old.retired_in else ()))
    for name in names:
        setattr(old, name, getattr(fresh, name))
    old.retired_in = None


def _in_order(old: list[Any], new: list[Any]) -> list[Any]:
    """The new order; lines that are not in it (their pages are hidden) stay after the line that stood before them."""
    places = list(new)
    for at, key in enumerate(old):
        if key not in places:
            before = next((one for one in reversed(old[:at]) if one in places), None)
            places.insert(places.index(before) + 1 if before is not None else 0, key)
    return places


def _forget_later_befores(run: CourseRun) -> None:
    """«После» points to earlier lines only."""
    links = RunItem.after.through.objects.filter(from_runitem__run=run)
    late = links.filter(to_runitem__position__gte=F("from_runitem__position")).values_list("pk", flat=True)
    links.filter(pk__in=list(late)).delete()


@guard.act
def _complete(row: Enrolment) -> bool:
    guard.hold(row)
    row.refresh_from_db(fields=["status"])
    return complete_if_done(row)


def _change(run: CourseRun, item: RunItem, module: ModulePage, page: ActivityPage, *, strict: bool, done_by: int) -> Change:
    fresh = item_of(run, item.activity, module, page, item.position, strict=strict)
    pairs = {name: (getattr(item, name), getattr(fresh, name)) for name in (*WORDS, *RULES)}
    differ = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return Change(
        item,
        {name: pair for name, pair in differ.items() if name in WORDS},
        {name: pair for name, pair in differ.items() if name in RULES},
        done_by,
    )


def _done_by(run: CourseRun) -> dict[Any, int]:
    """How many learners have done something in each activity of the run. One query."""
    rows = ActivityProgress.objects.filter(enrolment__run=run, enrolment__is_preview=False)
    return dict(rows.values_list("activity").annotate(n=Count("pk")).order_by())


def _stands_in(item: RunItem, course: object) -> bool:
    """The page stands in its course and it or its module is only taken down."""
    return item.activity.page.path.startswith(course.path)


def _shown(name: str, value: Any) -> str:
    choices = dict(RunItem._meta.get_field(name).flatchoices)
    if isinstance(value, bool):
        return _("да") if value else _("нет")
    return str(choices.get(value, "—" if value is None else plain(value)))
