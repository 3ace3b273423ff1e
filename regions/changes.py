"""Who is told when a row of the directory changes: cards of the search live above and cannot be called by name from here."""

from collections.abc import Callable

from django.db import models, transaction

Listener = Callable[[type[models.Model], int], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call `listener(model, pk)` after every commit that made, changed or deleted a row; once, from an AppConfig.ready."""
    if listener not in _listeners:
        _listeners.append(listener)


def changed(row: models.Model, *, pk: int | None = None) -> None:
    """Tell of a row when the transaction commits; `pk` where the row has lost its own (deleted). A listener's fault is logged."""
    model, key = type(row), pk or row.pk

    def tell() -> None:  # no partial: Django names a robust hook that failed by its __qualname__
        for listener in _listeners:
            listener(model, key)

    transaction.on_commit(tell, robust=True)
