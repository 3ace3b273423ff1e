"""A loading in words: what every row of the table would become, or has become."""

from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.imports import CHANGED, DOUBLE, NEW, SAME, WRONG
from core.models.imports import ImportBatch

PER_PAGE = 100
# in the order of the report: what has to be mended first
STATES = {
    WRONG: (_("с ошибкой, не загрузим"), "stop"),
    DOUBLE: (_("повтор в самой таблице, не загрузим"), "wait"),
    NEW: (_("новая"), "ok"),
    CHANGED: (_("изменится"), "ok"),
    SAME: (_("уже есть, не изменится"), ""),
}


@dataclass(frozen=True)
class Shown:
    """A row of the report: its number in the table, its first words, what becomes of it, the sentence if nothing can."""

    number: int
    label: str
    state: str
    kind: str
    say: str


def key_of(batch: ImportBatch) -> str:
    """The batch's part of an address: the random name under which its file is kept."""
    return PurePath(batch.file.name).stem


def rows(batch: ImportBatch) -> list[Shown]:
    """All rows, those that need a hand first."""
    order = list(STATES)
    found = sorted(batch.report["rows"], key=lambda row: (order.index(row["state"]), row["number"]))
    return [Shown(row["number"], row["label"], *STATES[row["state"]], row["say"]) for row in found]


def counts(batch: ImportBatch) -> list[dict[str, object]]:
    """How many rows of each state there are, in words."""
    found = batch.report["counts"]
    return [{"value": found[state], "title": words} for state, (words, _kind) in STATES.items() if found.get(state)]


def changes(batch: ImportBatch) -> int:
    """How many rows the loading would write."""
    return batch.report["counts"].get(NEW, 0) + batch.report["counts"].get(CHANGED, 0)


def verdict(batch: ImportBatch) -> str:
    """One sentence over the report."""
    if batch.state == ImportBatch.State.DONE:
        return _now("Таблица загружена.")
    if batch.state == ImportBatch.State.DROPPED:
        return _now("Загрузку отменили, ничего не изменилось.")
    if not changes(batch):
        return _now("Ничего не изменится: всё, что можно взять из этой таблицы, уже есть.")
    return _now("Пока ничего не изменилось. Посмотрите строки и нажмите «Загрузить».")
