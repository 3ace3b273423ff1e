"""Tables as people send them: XLSX and CSV read safely, formulas as text, bombs found while unpacking (spec: reliability §6)."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.files import TABLES, BadFile, clean_upload
from core.plain import many_lines
from core.plurals import spaced

MAX_MB, MAX_ROWS, MAX_COLUMNS, MAX_CELL = 5, 5000, 60, 5000
ZIP_ENTRIES, ZIP_BYTES, ZIP_RATIO, BLOCK = 1000, 50 * 1024 * 1024, 100, 64 * 1024
SMALL = 1024 * 1024  # below this a high ratio is no bomb: empty sheets are packed a thousandfold
ENCODINGS = ("utf-8-sig", "cp1251")


@dataclass(frozen=True)
class Line:
    """A row with its number in the person's file, values by column title (lower case)."""

    number: int
    values: dict[str, str]


def read_upload(uploaded: UploadedFile) -> tuple[list[str], list[Line]]:
    """Titles and lines of a posted table. Raises BadFile with the sentence for the field."""
    checked = clean_upload(uploaded, kinds=TABLES, max_mb=MAX_MB)
    return read(checked.file, checked.kind)


def read(file: BinaryIO, kind: str) -> tuple[list[str], list[Line]]:
    """Titles and non-empty lines of a stored table of this kind (xlsx, csv). Raises BadFile."""
    file.seek(0)
    try:
        rows = _xlsx(file) if kind == "xlsx" else _csv(file.read())
    except BadFile:
        raise
    except Exception as error:  # openpyxl raises nearly anything on a broken file
        raise BadFile(_("Таблица не открывается: файл повреждён.")) from error
    return _lines(rows)


def unpack(file: BinaryIO) -> dict[str, bytes]:
    """All entries of a zip by name, counted while they are unpacked; names are never used as paths. Raises BadFile."""
    found, total = {}, 0
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        if len(entries) > ZIP_ENTRIES:
            raise BadFile(_("В файле слишком много частей."))
        for entry in entries:
            body = io.BytesIO()
            with archive.open(entry) as part:
                while block := part.read(BLOCK):
                    total += len(block)
                    body.write(block)
                    too_dense = body.tell() > SMALL and body.tell() > ZIP_RATIO * max(entry.compress_size, 1)
                    if total > ZIP_BYTES or too_dense:
                        raise BadFile(_("Файл распаковывается в слишком большой."))
            found[entry.filename] = body.getvalue()
    return found


def _xlsx(file: BinaryIO) -> list[list[str]]:
    parts = unpack(file)
    for name, body in parts.items():
        if name.endswith((".xml", ".rels", ".vml")) and (b"<!DOCTYPE" in body or b"<!ENTITY" in body):
            raise BadFile(_("В таблице есть то, чего в таблицах не бывает. Сохраните её заново."))
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    book = load_workbook(whole, read_only=True, data_only=False, keep_links=False)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size is not believed
        rows = list(islice(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), MAX_ROWS + 2))
    finally:
        book.close()
    return [[_text(value) for value in row] for row in rows]


def _csv(body: bytes) -> list[list[str]]:
    text = _decoded(body)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [[_text(value) for value in row[:MAX_COLUMNS]] for row in islice(reader, MAX_ROWS + 2)]


def _decoded(body: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile(_("Не разобрать, в какой кодировке сохранена таблица. Сохраните её как XLSX."))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y" if value.time().isoformat() == "00:00:00" else "%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # Excel keeps a phone as 79120000000.0
    return many_lines(value).strip()[:MAX_CELL]


def _lines(rows: list[list[str]]) -> tuple[list[str], list[Line]]:
    if not rows or not any(rows[0]):
        raise BadFile(_("В первой строке таблицы должны стоять названия столбцов."))
    if len(rows) > MAX_ROWS + 1:
        raise BadFile(_("В таблице больше %s строк. Разделите её на части.") % spaced(MAX_ROWS))
    titles = [title.lower().strip(" *:") for title in rows[0]]
    lines = [
        Line(number, {title: value for title, value in zip(titles, row, strict=False) if title})
        for number, row in enumerate(rows[1:], start=2)
        if any(row)
    ]
    return [title for title in titles if title], lines
