"""Imports: a table is read, shown row by row, confirmed in acts; the same table twice changes nothing (spec: platform §8)."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import exports, guard, history
from core.files import TABLES, BadFile, clean_upload
from core.links import new_id
from core.models.imports import ImportBatch
from core.tables import MAX_MB, Line, read

NEW, CHANGED, SAME, DOUBLE, WRONG = "new", "changed", "same", "double", "error"
ACT_ROWS = 500


class BadRow(ValueError):
    """A row cannot be taken; the text is one Russian sentence."""


@dataclass(frozen=True)
class ImportColumn:
    """A column: name in code, its titles as people write them (the first is ours), how its text becomes a value, an example."""

    name: str
    titles: Sequence[str]
    clean: Callable[[str], object] = str
    required: bool = False
    example: str = ""

    @property
    def title(self) -> str:
        """What the column is called in the reader's language; in the table itself stands the first of `titles`."""
        return _(self.titles[0])


@dataclass(frozen=True)
class ImportKind:
    """What is loaded and how: `key` tells rows of one thing, `look` says what becomes of a row, `save` writes inside an act.

    `look` answers SAME for what is left as it is; NEW, CHANGED or a word of the kind's own for what is written.
    `look` and `save` get the clean values and who loads; both may raise BadRow. `look` must be true again inside the act.
    """

    name: str
    title: str
    columns: Sequence[ImportColumn]
    key: Callable[[dict], str]
    look: Callable[[dict, AbstractBaseUser], str]
    save: Callable[[dict, AbstractBaseUser], None]
    act_rows: int = 0  # rows of one act where ACT_ROWS are too many


@dataclass(frozen=True)
class Row:
    """A row of the preview: its number, what will happen to it, the sentence if nothing can, its first words."""

    number: int
    state: str
    say: str = ""
    label: str = ""


_KINDS: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Make a kind known; from AppConfig.ready of the app that owns the rows."""
    _KINDS[kind.name] = kind


def kind_of(name: str) -> ImportKind:
    """The registered kind. Raises KeyError."""
    return _KINDS[name]


def preview(kind: ImportKind, uploaded: UploadedFile, by: AbstractBaseUser) -> ImportBatch:
    """Read the table, judge each row, keep file and report; nothing else changes. Raises BadFile for the whole file."""
    checked = clean_upload(uploaded, kinds=TABLES, max_mb=MAX_MB)
    titles, lines = read(checked.file, checked.kind)
    if missing := [column.titles[0] for column in kind.columns if column.required and not _title(column, titles)]:
        raise BadFile(_("В таблице нет столбца «%s».") % "», «".join(missing))
    rows, seen = [], set()
    for line in lines:
        rows.append(_judge(kind, line, by, seen))
    report = {"rows": [asdict(row) for row in rows], "counts": Counter(row.state for row in rows), "done": 0}
    batch = ImportBatch(kind=kind.name, sha256=checked.sha256, name=checked.name, report=report, by=by)
    batch.file.save(f"{new_id()}.{checked.kind}", checked.file, save=False)
    batch.save()
    return batch


def confirm(batch: ImportBatch, by: AbstractBaseUser, kind: ImportKind | None = None) -> Counter:
    """Write what the preview promised, in acts that go on where they stopped; returns how many of each kind.

    A batch already confirmed or dropped changes nothing. Rows are judged again inside the act, so two presses write once.
    `kind`: what the preview was made with, where it is not a registered one.
    """
    kind = kind or kind_of(batch.kind)
    with batch.file.open("rb") as file:
        _titles, lines = read(file, batch.file.name.rpartition(".")[2])
    written: Counter = Counter()
    step = kind.act_rows or ACT_ROWS
    for start in range(batch.report.get("done", 0), len(lines), step):
        part = lines[start : start + step]
        written += guard.act(partial(_write, batch.pk, kind, part, start, by))()
    if guard.act(partial(_finish, batch.pk, by, written))():
        batch.refresh_from_db()
    return written


def drop(batch: ImportBatch) -> bool:
    """Give a preview up; False if it was confirmed meanwhile."""
    waiting = ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.PREVIEWED)
    return bool(waiting.update(state=ImportBatch.State.DROPPED, done_at=timezone.now()))


def sample(kind: ImportKind) -> bytes:
    """An XLSX with our titles and one example row, to be filled."""
    columns = [exports.Column(_marked(column), partial(_example, column)) for column in kind.columns]
    return exports.to_xlsx(columns, [kind])[0]


def _judge(kind: ImportKind, line: Line, by: AbstractBaseUser, seen: set[str]) -> Row:
    label = " · ".join(value for value in list(line.values.values())[:3] if value)[:120]
    try:
        values = _clean(kind, line)
        key = kind.key(values)
        if key in seen:
            return Row(line.number, DOUBLE, _("Такая строка в таблице уже есть."), label)
        seen.add(key)
        return Row(line.number, kind.look(values, by), "", label)
    except BadRow as error:
        return Row(line.number, WRONG, str(error), label)


def _clean(kind: ImportKind, line: Line) -> dict:
    values = {}
    for column in kind.columns:
        title = _title(column, list(line.values))
        text = line.values.get(title, "") if title else ""
        if column.required and not text:
            raise BadRow(_("Не заполнено: %s.") % column.titles[0])
        try:
            values[column.name] = column.clean(text)
        except BadRow:
            raise
        except (ValueError, ArithmeticError):
            raise BadRow(_("«%(title)s»: не разобрать «%(text)s».") % {"title": column.titles[0], "text": text[:60]}) from None
    return values


def _write(pk: int, kind: ImportKind, lines: list[Line], start: int, by: AbstractBaseUser) -> Counter:
    """One act: the batch row is held, so that a second press waits and then finds its rows done."""
    batch = ImportBatch.objects.select_for_update().get(pk=pk)
    written: Counter = Counter()
    if batch.state != ImportBatch.State.PREVIEWED or batch.report.get("done", 0) != start:
        return written
    seen: set[str] = set()
    states = {row["number"]: row["state"] for row in batch.report["rows"]}
    for line in lines:
        if states.get(line.number) in {DOUBLE, WRONG}:
            continue
        row = _judge(kind, line, by, seen)
        if row.state in {SAME, DOUBLE, WRONG}:
            continue
        try:
            with transaction.atomic():
                kind.save(_clean(kind, line), by)
        except BadRow:
            continue  # what changed since it was judged stops no good row
        written[row.state] += 1
    batch.report["done"] = start + len(lines)
    batch.save(update_fields=["report"])
    return written


def _finish(pk: int, by: AbstractBaseUser, written: Counter) -> bool:
    waiting = ImportBatch.objects.filter(pk=pk, state=ImportBatch.State.PREVIEWED)
    if not waiting.update(state=ImportBatch.State.DONE, done_at=timezone.now()):
        return False
    batch = ImportBatch.objects.get(pk=pk)
    history.record(
        batch, "imported", now={"kind": batch.kind, "name": batch.name} | dict(written), actor=by, audience=history.AUDIT
    )
    return True


def _title(column: ImportColumn, titles: list[str]) -> str:
    return next((title for title in column.titles if title.lower() in titles), "").lower()


def _marked(column: ImportColumn) -> str:
    return f"{column.titles[0]} *" if column.required else column.titles[0]


def _example(column: ImportColumn, kind: ImportKind) -> str:
    return column.example
