"""Acts: where something scarce is taken, one short transaction with one guard row (spec: reliability §4).

Order inside an act: insert only new rows of one's own; `hold` the guard row; count; settle by pk. Nothing slow inside.
"""

import functools
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, models, transaction
from django.db.models import F

P = ParamSpec("P")
T = TypeVar("T")
TRIES, PATIENCE = 3, 10.0  # tries, seconds in all
LINE, IN_LINE = threading.RLock(), 20.0  # its holder may enter again: what runs on commit may be an act of its own
BUSY_STATES = {"40001", "40P01", "55P03", "57014"}  # serialization, deadlock, lock and statement timeout (PostgreSQL)


class Busy(Exception):
    """The database stayed busy through all tries: the view answers 503 and keeps the filled form."""


class OutsideAct(RuntimeError):
    """`hold` was called outside an act: the lock would be let go at once."""


def act(function: Callable[P, T]) -> Callable[P, T]:
    """Run the function in one durable transaction, again at most twice when the database is busy.

    Build model instances inside the function: one left over from a rolled-back try keeps its pk and saves wrongly.
    Raises `Busy` when every try met a busy database, RuntimeError inside another transaction, else what the function raises.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        began = time.monotonic()
        for attempt in range(1, TRIES + 1):
            try:
                with _in_line(), transaction.atomic(durable=True):
                    return function(*args, **kwargs)
            except OperationalError as error:
                if not _is_busy(error):
                    raise
                if attempt == TRIES or time.monotonic() - began > PATIENCE:
                    raise Busy from error
                time.sleep(random.uniform(0.02, 0.1) * attempt)  # noqa: S311  (jitter, no secret)
        raise Busy

    return run


def hold(*rows: models.Model) -> None:
    """Lock the guard rows till the end of the act by writing them, several in pk order; counts read after this are true.

    Each row's model has an integer field `touched`. Raises OutsideAct outside a transaction, DoesNotExist if a row is gone.
    """
    if not connection.in_atomic_block:
        raise OutsideAct
    by_model: dict[type[models.Model], set] = defaultdict(set)
    for row in rows:
        by_model[row._meta.concrete_model].add(row.pk)  # request.user is a lazy wrapper of another type
    for model in sorted(by_model, key=lambda item: item._meta.label):
        for pk in sorted(by_model[model]):
            if not model._base_manager.filter(pk=pk).update(touched=F("touched") + 1):
                raise model.DoesNotExist


@contextmanager
def _in_line() -> Iterator[None]:
    """SQLite takes one writer at a time and lets the others try by chance, the newest most often: one of 16 starved for 20 s.

    So one thread of a process asks for the database and the others stand in line for it. Raises Busy after IN_LINE seconds.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    if not LINE.acquire(timeout=IN_LINE):
        raise Busy
    try:
        yield
    finally:
        LINE.release()


def _is_busy(error: OperationalError) -> bool:
    state = getattr(error.__cause__, "sqlstate", None) or getattr(error.__cause__, "pgcode", None)
    return state in BUSY_STATES or "locked" in str(error) or "busy" in str(error)
