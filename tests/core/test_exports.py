"""Exports: text stays text, dates are dates, nothing becomes a formula, each is logged (spec: platform §8, reliability §6)."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from core.exports import Column, respond, to_csv, to_xlsx
from core.models import Entry
from people.models import User

DANGEROUS = [
    "=1+1",
    "+79990000011",
    "-5 и ниже",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=cmd|"/c calc"!A1',
    "обычный; «текст»",
    "-12,5",
    "+7",
]
COLUMNS = [
    Column("ФИО", "name"),
    Column("Возраст", lambda row: row["age"], "number"),
    Column("Сумма", "money", "money"),
    Column("День", "day", "date"),
    Column("Когда", "moment", "date"),
    Column("Согласие", "agreed"),
]
ROW = {
    "name": "Ёлкина № 5",
    "age": 41,
    "money": Decimal("58900.50"),
    "day": date(2026, 9, 17),
    "moment": datetime(2026, 9, 17, 4, 30, tzinfo=UTC),
    "agreed": True,
}


def sheet(columns: list[Column], rows: list[dict]) -> list[list]:
    body, _count = to_xlsx(columns, rows)
    return [list(row) for row in load_workbook(io.BytesIO(body)).active.iter_rows()]


def lines(columns: list[Column], rows: list[dict]) -> list[list[str]]:
    body, _count = to_csv(columns, rows)
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_workbook_has_real_numbers_and_real_dates_in_moscow_time() -> None:
    head, row = sheet(COLUMNS, [ROW])
    assert [cell.value for cell in head] == ["ФИО", "Возраст", "Сумма", "День", "Когда", "Согласие"]
    assert [cell.value for cell in row] == [
        "Ёлкина № 5",
        41,
        58900.5,
        datetime(2026, 9, 17),
        datetime(2026, 9, 17, 7, 30),
        "да",
    ]
    assert [cell.data_type for cell in row] == ["s", "n", "n", "d", "d", "s"]
    assert row[4].number_format == "DD.MM.YYYY HH:MM"


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula_in_a_workbook(text: str) -> None:
    (cell,) = sheet([Column("Текст", "text")], [{"text": text}])[1]
    assert (cell.data_type, str(cell.value).strip()) == ("s", text.strip())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-5 и ниже", "'-5 и ниже"),
        ("+79990000011", "+79990000011"),
        ("-12,5", "-12,5"),
        ('a;"b"\nc', 'a;"b"\nc'),
    ],
)
def test_in_csv_an_apostrophe_stands_before_what_would_be_a_formula(text: str, written: str) -> None:
    assert lines([Column("Текст", "text")], [{"text": text}])[1] == [written]


def test_csv_reads_as_russian_excel_writes() -> None:
    assert lines(COLUMNS, [ROW])[1] == ["Ёлкина № 5", "41", "58900,50", "17.09.2026", "17.09.2026 07:30", "да"]


def test_signs_that_no_table_can_hold_are_left_out() -> None:
    assert sheet([Column("Текст", "text")], [{"text": "а\x00б\x0bв"}])[1][0].value == "абв"


def test_gaps_are_empty_cells() -> None:
    empty = dict.fromkeys(ROW)
    assert [cell.value for cell in sheet(COLUMNS, [empty])[1]] == [None] * 6
    assert lines(COLUMNS, [empty])[1] == [""] * 6


@pytest.mark.django_db
def test_a_page_to_print_escapes_and_is_logged(vera: User) -> None:
    request = RequestFactory().get("/desk/")
    request.user = vera
    row = ROW | {"name": "<script>alert(1)</script>"}
    response = respond(request, "Список <b>", COLUMNS, [row], what=("events.event", "lab"), format="html")
    page = response.content.decode()
    assert ("&lt;script&gt;" in page, "<script>alert" in page, "17.09.2026" in page) == (True, False, True)
    assert (Entry.objects.get(verb="exported").now["rows"], response["Cache-Control"]) == (1, "private, no-store")


@pytest.mark.django_db
@pytest.mark.parametrize(("format", "ending"), [("xlsx", "xlsx"), ("csv", "csv")])
def test_each_export_is_logged_with_who_what_and_how_many(vera: User, format: str, ending: str) -> None:
    request = RequestFactory().get("/desk/")
    request.user = vera
    response = respond(request, "Участники ФМС-ЛАБ", COLUMNS, [ROW, ROW], what=("events.event", "lab"), format=format)
    assert response["Content-Disposition"].endswith(f".{ending}")
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    entry = Entry.objects.get(kind="events.event", key="lab")
    assert (entry.verb, entry.actor, entry.audience) == ("exported", vera, "audit")
    assert entry.now == {"name": "Участники ФМС-ЛАБ", "rows": 2, "format": format}
