"""A learner's programme: what is done, what is open and why not, what comes next; takes rows, no models (spec: school §3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol

from django.utils.translation import gettext as _

from school.states import DONE, Opens


class Item(Protocol):
    """What is read of a line of a run's programme."""

    activity_id: Any
    module_title: str
    title: str
    minutes: int
    required: bool
    opens: str
    opens_at: datetime | None


@dataclass(frozen=True)
class Line:
    """One activity as the learner sees it. `why_closed` is empty when it is open."""

    item: Any
    number: str
    done: bool
    why_closed: str
    is_next: bool = False

    @property
    def open(self) -> bool:
        return not self.why_closed


@dataclass(frozen=True)
class Module:
    """A module with its lines."""

    number: int
    title: str
    lines: list[Line]

    @property
    def done(self) -> bool:
        """Whether everything required in it is done."""
        required = [line for line in self.lines if line.item.required]
        return all(line.done for line in required or self.lines)

    @property
    def minutes(self) -> int:
        return sum(line.item.minutes for line in self.lines)

    @property
    def holds_next(self) -> bool:
        return any(line.is_next for line in self.lines)


@dataclass(frozen=True)
class Programme:
    """The whole course for one learner; `done` of `required` never passes 100 %."""

    modules: list[Module]
    done: int
    required: int

    @property
    def lines(self) -> list[Line]:
        return [line for module in self.modules for line in module.lines]

    @property
    def next_line(self) -> Line | None:
        """«Дальше»: the first required open line, else the first optional one, else None."""
        return next((line for line in self.lines if line.is_next), None)

    @property
    def complete(self) -> bool:
        return self.required > 0 and self.done == self.required

    def line_of(self, activity_id: Any) -> Line | None:
        """The line of one activity, None if it is not in the programme."""
        return next((line for line in self.lines if line.item.activity_id == activity_id), None)

    def neighbours(self, activity_id: Any) -> tuple[Line | None, Line | None]:
        """The lines before and after one activity."""
        lines = self.lines
        at = next((index for index, line in enumerate(lines) if line.item.activity_id == activity_id), None)
        if at is None:
            return None, None
        return (lines[at - 1] if at else None), (lines[at + 1] if at + 1 < len(lines) else None)


def programme(items: Iterable[Item], states: Mapping[Any, str], now: datetime) -> Programme:
    """Build the programme from live items in order, progress states by activity id and the present moment."""
    items = list(items)
    lines = _lines(items, states, now)
    modules = [
        Module(number, title, list(group))
        for number, (title, group) in enumerate(groupby(lines, key=lambda line: line.item.module_title), 1)
    ]
    required = [item for item in items if item.required]
    return Programme(modules, sum(states.get(item.activity_id) in DONE for item in required), len(required))


def _lines(items: list[Item], states: Mapping[Any, str], now: datetime) -> list[Line]:
    numbers = _numbers(items)
    plain = [
        (item, states.get(item.activity_id) in DONE, _why_closed(position, items, states, now))
        for position, item in enumerate(items)
    ]
    ahead = [item for item, done, why in plain if not done and not why]
    following = next((item for item in ahead if item.required), ahead[0] if ahead else None)
    return [Line(item, numbers[index], done, why, item is following) for index, (item, done, why) in enumerate(plain)]


def _numbers(items: list[Item]) -> list[str]:
    numbers = []
    for module, (_title, group) in enumerate(groupby(items, key=lambda item: item.module_title), 1):
        numbers += [f"{module}.{place}" for place, _item in enumerate(group, 1)]
    return numbers


def _why_closed(position: int, items: list[Item], states: Mapping[Any, str], now: datetime) -> str:
    item = items[position]
    if states.get(item.activity_id) in DONE:
        return ""
    if item.opens_at and now < item.opens_at:
        return _("Откроется по расписанию потока.")
    before = [one for one in items[:position] if one.required]
    awaited = before[-1:] if item.opens == Opens.PREVIOUS else before if item.opens == Opens.ALL_BEFORE else []
    missing = next((one for one in awaited if states.get(one.activity_id) not in DONE), None)
    return _("Сначала пройдите «%(title)s».") % {"title": missing.title} if missing else ""
