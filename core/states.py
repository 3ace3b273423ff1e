"""One door for a state change: a table of allowed moves and one service that moves (spec: architecture)."""

from collections.abc import Mapping

from django.db import models

from core import history


class NotAllowed(Exception):
    """The move is not in the table, or the row has moved meanwhile; `now` is the state it is in."""

    def __init__(self, now: str, to: str) -> None:
        super().__init__(f"{now} → {to}")
        self.now, self.to = now, to


class Moves:
    """A table of allowed moves: `Moves({"draft": {"sent"}, …})`."""

    def __init__(self, table: Mapping[str, set[str]]) -> None:
        self.table = {str(state): {str(to) for to in after} for state, after in table.items()}

    def allows(self, was: str, to: str) -> bool:
        """Whether a row may go from `was` to `to`."""
        return str(to) in self.table.get(str(was), set())

    def sources(self, to: str) -> list[str]:
        """The states from which `to` is reached."""
        return [state for state, after in self.table.items() if str(to) in after]


def move(
    row: models.Model,
    to: str,
    *,
    moves: Moves,
    actor: models.Model | None = None,
    person: models.Model | None = None,
    reason: str = "",
    verb: str = "",
    field: str = "status",
    audience: str = history.STAFF,
    **changes: object,
) -> history.Entry:
    """Move the row by compare-and-set, write the other `changes` with it and a history row; returns that row.

    Raises NotAllowed if the move is not in the table or the row was moved by someone else. Call inside an act.
    """
    was = str(getattr(row, field))
    if not moves.allows(was, to):
        raise NotAllowed(was, str(to))
    moved = type(row)._base_manager.filter(pk=row.pk, **{field: was}).update(**{field: str(to)}, **changes)
    if not moved:
        row.refresh_from_db()
        raise NotAllowed(str(getattr(row, field)), str(to))
    for name, value in {field: str(to), **changes}.items():
        setattr(row, name, value)
    return history.record(
        row, verb or str(to), was={field: was}, now={field: str(to)}, actor=actor, person=person, reason=reason, audience=audience
    )
