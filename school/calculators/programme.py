"""A learner's programme: what is done, what is open and why not, what comes next; takes rows, no models (spec: school §3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, Protocol

from django.utils.translation import gettext as _

from school.calculators.deadlines import NO_TERMS, Terms
from school.states import DONE, WITH_MENTOR, AttemptState, Opens, ProgressState, SubmissionState


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
class Facts:
    """What is known of one learner's activity: progress, work and open attempt (states or None), share of points, dates."""

    state: str | None = None
    work: str | None = None
    attempt: str | None = None
    scaled: Decimal | None = None
    terms: Terms = NO_TERMS
    after: frozenset = frozenset()  # activities to be done before this one

    @property
    def done(self) -> bool:
        return self.state in DONE


NOTHING = Facts()


@dataclass(frozen=True)
class Line:
    """One activity as the learner sees it. `why_closed` is empty when it is open; `live` is False while its page is hidden."""

    item: Any
    number: str
    why_closed: str
    facts: Facts = NOTHING
    is_next: bool = False

    @property
    def kind(self) -> str:
        """«lesson», «quiz», «assignment» or a kind that came later."""
        return getattr(self.item, "kind", "lesson")

    @property
    def kind_word(self) -> str:
        """What it is called: «урок», «тест», «задание»."""
        return {"lesson": _("урок"), "quiz": _("тест"), "assignment": _("задание")}.get(self.kind, _("занятие"))

    @property
    def done(self) -> bool:
        return self.facts.done

    @property
    def failed(self) -> bool:
        """Tried and not passed yet."""
        return self.facts.state == ProgressState.FAILED

    @property
    def open(self) -> bool:
        return not self.why_closed

    @property
    def scaled(self) -> Decimal | None:
        return self.facts.scaled

    @property
    def terms(self) -> Terms:
        return self.facts.terms

    @property
    def returned(self) -> bool:
        """A work waits for the learner's correction."""
        return self.facts.work == SubmissionState.RETURNED

    @property
    def attempt_open(self) -> bool:
        """An attempt was begun and not handed in."""
        return self.facts.attempt == AttemptState.IN_PROGRESS

    @property
    def waits_for_mentor(self) -> bool:
        """The turn is the mentor's."""
        return not self.done and (self.facts.work in WITH_MENTOR or self.facts.attempt == AttemptState.IN_REVIEW)

    @property
    def live(self) -> bool:
        """Whether its page can be read now."""
        return getattr(self.item, "page_live", True)


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
    def said(self) -> list[tuple]:
        """All that a list of its lines shows, by value: learners who stand alike see the same list."""
        return [
            (line.number, line.why_closed, line.facts, line.is_next, line.kind, line.live, *_item(line.item))
            for line in self.lines
        ]

    @property
    def next_line(self) -> Line | None:
        """«Дальше»: the first required open line, else the first optional one, else None."""
        return next((line for line in self.lines if line.is_next), None)

    @property
    def nearest(self) -> Line | None:
        """The undone line whose date comes first."""
        dated = [
            line for line in self.lines if not line.done and not line.waits_for_mentor and (line.terms.soft or line.terms.hard)
        ]
        return min(dated, key=lambda line: line.terms.soft or line.terms.hard, default=None)

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


def programme(items: Iterable[Item], facts: Mapping[Any, Facts], now: datetime) -> Programme:
    """Build the programme from live items in order, what is known by activity id and the present moment."""
    items = list(items)
    lines = _lines(items, facts, now)
    modules = [
        Module(number, title, list(group))
        for number, (title, group) in enumerate(groupby(lines, key=lambda line: line.item.module_title), 1)
    ]
    required = [item for item in items if item.required]
    return Programme(modules, sum(facts.get(item.activity_id, NOTHING).done for item in required), len(required))


def _item(item: Item) -> tuple:
    return item.activity_id, item.module_title, item.title, item.minutes, item.required


def _lines(items: list[Item], facts: Mapping[Any, Facts], now: datetime) -> list[Line]:
    numbers = _numbers(items)
    plain = [
        Line(item, numbers[at], _why_closed(at, items, facts, now), facts.get(item.activity_id, NOTHING))
        for at, item in enumerate(items)
    ]
    following = _following(plain)
    return [replace(line, is_next=True) if line is following else line for line in plain]


def _following(lines: list[Line]) -> Line | None:
    """Returned work first, then an open attempt, then what is required, then the rest; never what waits for the mentor."""
    ahead = [line for line in lines if line.open and line.live and not line.waits_for_mentor]
    asked = [line for line in ahead if line.returned] + [line for line in ahead if line.attempt_open]
    undone = [line for line in ahead if not line.done]
    ordered = asked + [line for line in undone if line.item.required] + undone
    return ordered[0] if ordered else None


def _numbers(items: list[Item]) -> list[str]:
    numbers = []
    for module, (_title, group) in enumerate(groupby(items, key=lambda item: item.module_title), 1):
        numbers += [f"{module}.{place}" for place, _item in enumerate(group, 1)]
    return numbers


def _why_closed(position: int, items: list[Item], facts: Mapping[Any, Facts], now: datetime) -> str:
    item = items[position]
    known = facts.get(item.activity_id, NOTHING)
    if known.done or known.terms.waived:
        return ""
    if item.opens_at and now < item.opens_at:
        return _("Откроется по расписанию потока.")
    before = [one for one in items[:position] if one.required]
    awaited = before[-1:] if item.opens == Opens.PREVIOUS else before if item.opens == Opens.ALL_BEFORE else []
    awaited = [*awaited, *(one for one in items[:position] if one.activity_id in known.after)]
    missing = next((one for one in awaited if not facts.get(one.activity_id, NOTHING).done), None)
    return _("Сначала пройдите «%(title)s».") % {"title": missing.title} if missing else ""
