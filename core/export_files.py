"""Big exports: over 5,000 rows the worker makes the file, kept seven days in private storage (spec: platform §8)."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django_tasks import task

from core.exports import Column, log, respond, to_csv, to_xlsx
from core.models.exports import ExportFile
from core.tasks import ring

logger = logging.getLogger("core.exports")
AT_ONCE, KEPT, STUCK = 5000, timedelta(days=7), timedelta(hours=1)
TITLE = 140  # of the 150 signs a file name has, the ending takes some


@dataclass(frozen=True)
class Table:
    """A list to be taken out: its Russian title, columns, rows (read once, when the file is made) and how many they are."""

    title: str
    columns: list[Column]
    rows: Iterable
    count: int


Maker = Callable[[AbstractBaseUser, dict[str, str]], Table]
_KINDS: dict[str, Maker] = {}


def register(kind: str, make: Maker) -> None:
    """Make a kind known; from AppConfig.ready of the app that owns the rows.

    `make` gets the user and the screen's GET words and gives what this user may see; the worker asks it again, so rights that
    ended meanwhile hold there too.
    """
    _KINDS[kind] = make


def order(
    request: HttpRequest, kind: str, params: dict[str, str], *, what: tuple[str, str], format: str = "xlsx"
) -> HttpResponse | ExportFile:
    """The file at once up to 5,000 rows, else a row the worker fills: the view sends the person to its page.

    What is too long to print becomes a workbook.
    """
    table = _KINDS[kind](request.user, params)
    if table.count <= AT_ONCE:
        return respond(request, table.title, table.columns, table.rows, what=what, format=format)
    format = "xlsx" if format == "html" else format
    row = ExportFile.objects.create(
        kind=kind,
        params={"asked": params, "what": list(what)},
        format=format,
        name=f"{table.title[:TITLE]}.{format}",
        by=request.user,
        expires_at=timezone.now() + KEPT,
    )
    ring(make_export, row.pk)
    return row


@task(queue_name="slow")
def make_export(pk: int) -> None:
    """Fill one waiting export. Doubled or late it does nothing: taken by compare-and-set, freed again after an hour."""
    now = timezone.now()
    waiting = ExportFile.objects.filter(pk=pk, state=ExportFile.State.WAITING, expires_at__gt=now)
    if not waiting.filter(started_at__isnull=True).update(started_at=now):
        return
    row = ExportFile.objects.select_related("by").get(pk=pk)
    try:
        _fill(row)
    except Exception:
        logger.exception("export %s failed", row.kind)
        ExportFile.objects.filter(pk=pk).update(state=ExportFile.State.FAILED)


def sweep() -> None:
    """Ring exports that nobody rang or whose worker died; throw away files and rows that ran out."""
    now = timezone.now()
    waiting = ExportFile.objects.filter(state=ExportFile.State.WAITING)
    waiting.filter(started_at__lt=now - STUCK).update(started_at=None)
    for pk in waiting.filter(started_at__isnull=True, created_at__lt=now - timedelta(minutes=1)).values_list("pk", flat=True):
        make_export.enqueue(pk)
    for row in ExportFile.objects.filter(expires_at__lt=now):
        row.file.delete(save=False)
        row.delete()


def _fill(row: ExportFile) -> None:
    table = _KINDS[row.kind](row.by, row.params["asked"])
    write = to_csv if row.format == "csv" else to_xlsx
    body, count = write(table.columns, table.rows)
    row.file.save(f"{row.public_id}.{row.format}", ContentFile(body), save=False)
    row.rows, row.state = count, ExportFile.State.READY
    row.save(update_fields=["file", "rows", "state"])
    log(row.by, row.name, tuple(row.params["what"]), count, row.format)
