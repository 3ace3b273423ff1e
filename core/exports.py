"""Exports: columns and rows become XLSX (text cells, real dates) or CSV; each is logged (spec: platform §8, reliability §6)."""

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from core import history
from core.disposition import attachment
from core.plain import many_lines

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {"date": "DD.MM.YYYY", "moment": "DD.MM.YYYY HH:MM", "money": "# ##0.00", "number": "General", "text": "@"}
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CELL_LIMIT = 32_000


@dataclass(frozen=True)
class Column:
    """One column: Russian title; how the value is got (a function of the row, or a dotted attribute path); its kind.

    Kinds: text, number, date (dates and moments in Moscow time), money.
    """

    title: str
    value: Callable[[object], object] | str
    kind: str = "text"

    def of(self, row: object) -> object:
        """The row's value as plain data: str, number, date or datetime without zone, or None."""
        found = self.value(row) if callable(self.value) else _dotted(row, self.value)
        if isinstance(found, bool):
            return "да" if found else "нет"
        if isinstance(found, datetime):
            return timezone.localtime(found, ZoneInfo(settings.TIME_ZONE)).replace(tzinfo=None) if found.tzinfo else found
        if found is None or isinstance(found, date):
            return found
        if self.kind in {"number", "money"} and isinstance(found, int | float | Decimal):
            return found
        return many_lines(found)[:CELL_LIMIT]


def respond(
    request: HttpRequest,
    name: str,
    columns: list[Column],
    rows: Iterable,
    *,
    what: tuple[str, str] | None,
    format: str = "xlsx",
) -> HttpResponse:
    """A download of the rows, which the caller has already cut to the filter and the rights of the screen.

    `name`: Russian file name without ending; `what`: (kind, key) for the history row, audience AUDIT; None only for
    what everybody may read on the site's own pages. Formats: xlsx, csv, and html, a page to print.
    """
    if format == "html":
        return _page(request, name, columns, rows, what)
    table = to_csv if format == "csv" else to_xlsx
    body, count = table(columns, rows)
    if what is not None:
        log(request.user, name, what, count, format)
    response = HttpResponse(body, content_type="text/csv; charset=utf-8" if format == "csv" else XLSX)
    response["Content-Disposition"] = attachment(f"{name}.{'csv' if format == 'csv' else 'xlsx'}")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request: HttpRequest, name: str, columns: list[Column], rows: Iterable, what: tuple[str, str] | None) -> HttpResponse:
    lines = [[shown(column.of(row)) for column in columns] for row in rows]
    if what is not None:
        log(request.user, name, what, len(lines), "html")
    response = render(request, "core/export_print.html", {"name": name, "columns": columns, "lines": lines})
    response["Cache-Control"] = "private, no-store"
    return response


def log(user: object, name: str, what: tuple[str, str], count: int, format: str) -> None:
    """One audit row: who took out what, how many rows, when."""
    actor = user if getattr(user, "pk", None) else None
    history.record(what, "exported", now={"name": name, "rows": count, "format": format}, actor=actor, audience=history.AUDIT)


def to_xlsx(columns: list[Column], rows: Iterable) -> tuple[bytes, int]:
    """A workbook with one sheet: a bold, frozen head; text stays text («=1+1» is no formula), dates are dates."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Список")
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = {"text": 28, "date": 18}.get(column.kind, 14)
    sheet.append([_head(sheet, column) for column in columns])
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, column, column.of(row)) for column in columns])
        count += 1
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), count


def to_csv(columns: list[Column], rows: Iterable) -> tuple[bytes, int]:
    """CSV as Russian Excel opens it: BOM, semicolons, comma in numbers; an apostrophe before what would be a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(str(column.title)) for column in columns])
    count = 0
    for row in rows:
        writer.writerow([_csv_value(column.of(row)) for column in columns])
        count += 1
    return b"\xef\xbb\xbf" + text.getvalue().encode(), count


def _dotted(row: object, path: str) -> object:
    return reduce(lambda found, part: None if found is None else _part(found, part), path.split("."), row)


def _part(found: object, name: str) -> object:
    value = found.get(name) if isinstance(found, dict) else getattr(found, name)
    return value() if callable(value) else value


def _head(sheet: object, column: Column) -> WriteOnlyCell:
    cell = _cell(sheet, Column(column.title, ""), many_lines(column.title))
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: object, column: Column, value: object) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes «=…» for a formula
        cell.number_format = FORMATS["text"]
    elif isinstance(value, datetime):
        cell.number_format = FORMATS["moment"]
    else:
        cell.number_format = FORMATS[column.kind]
    return cell


def shown(value: object) -> str:
    """A column's value as a Russian reader writes it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",")
    return str(value)


def _csv_value(value: object) -> str:
    return _harmless(shown(value)) if isinstance(value, str) else shown(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) and not NUMBER.fullmatch(text) else text
