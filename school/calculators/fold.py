"""Progress and grade of one activity as the fold of its learning events (spec: school §2, §10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from school.states import DONE, PROGRESS_ORDER

OVERRODE = "overrode"


class Event(Protocol):
    """What is read of a learning event; `data` may hold «state», «grade» and «undoes» (the id of an event taken back)."""

    event_id: UUID
    verb: str
    source: str
    occurred_at: datetime
    data: dict


@dataclass(frozen=True)
class Folded:
    """Where the activity stands: state with the event that brought it, the grade last given; None means not begun."""

    state: str | None = None
    event: Any = None
    grade: dict | None = None

    @property
    def done(self) -> bool:
        return self.state in DONE


def fold(events: Iterable[Event]) -> Folded:
    """The same for events in any order and repeated: they are told apart by id and put in the order they happened.

    State goes up only; an override sets it as it says; an event taken back counts as if it had never been.
    """
    told = {event.event_id: event for event in events}
    undone = {UUID(event.data["undoes"]) for event in told.values() if event.data.get("undoes")}
    state, bearer, grade = None, None, None
    for event in sorted(told.values(), key=lambda one: (one.occurred_at, one.event_id)):
        if event.event_id in undone:
            continue
        said = event.data.get("state")
        if said is not None and (event.verb == OVERRODE or _rank(said) > _rank(state)):
            state, bearer = (said or None), event
        grade = event.data.get("grade", grade)
    return Folded(state, bearer if state else None, grade)


def _rank(state: str | None) -> int:
    return PROGRESS_ORDER.index(state) if state else -1
