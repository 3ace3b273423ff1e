"""Imports: bombs are found while unpacking, rows are judged one by one, twice changes nothing (spec: reliability §6, §12)."""

import io
import struct
import zipfile
from collections.abc import Iterator

import pytest
from openpyxl import Workbook, load_workbook

from core import imports
from core.files import BadFile
from core.imports import BadRow, ImportColumn, ImportKind, confirm, drop, preview, sample
from core.models import Entry, ImportBatch, Marker
from core.tables import MAX_ROWS, read, read_upload
from people.models import User
from tests.factories.files import archive, upload


def xlsx(*rows: list) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def with_part(name: str, content: bytes, body: bytes | None = None) -> bytes:
    """A good table with one part more, or one part replaced."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(body or xlsx(["Имя"], ["Анна"]))) as file:
        parts = {entry: file.read(entry) for entry in file.namelist()}
    return archive(parts | {name: content})


def refusal(name: str, body: bytes) -> str:
    with pytest.raises(BadFile) as refused:
        read_upload(upload(name, body))
    return str(refused.value)


def test_a_table_is_read_by_its_titles_with_the_numbers_of_its_rows() -> None:
    titles, lines = read_upload(upload("а.xlsx", xlsx(["Имя *", "Телефон"], [" Анна ", 79990000011.0], [None, None], ["Борис"])))
    assert titles == ["имя", "телефон"]
    assert [(line.number, line.values) for line in lines] == [
        (2, {"имя": "Анна", "телефон": "79990000011"}),
        (4, {"имя": "Борис", "телефон": ""}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_of_every_excel_is_read(encoding: str, delimiter: str) -> None:
    body = f"Имя{delimiter}Село\r\nАнна{delimiter}Ёлкино\r\n".encode(encoding)
    _titles, (line,) = read_upload(upload("а.csv", body))
    assert line.values == {"имя": "Анна", "село": "Ёлкино"}


def test_formulas_are_text() -> None:
    _titles, (line,) = read_upload(upload("а.xlsx", xlsx(["Имя"], ["=1+1"])))
    assert line.values == {"имя": "=1+1"}
    _titles, (line,) = read_upload(upload("а.csv", "Имя\n=1+1\n".encode()))
    assert line.values == {"имя": "=1+1"}


def test_a_zip_bomb_is_stopped_while_it_unpacks() -> None:
    bomb = with_part("xl/media/bomb.bin", b"\x00" * 30 * 1024 * 1024)
    assert len(bomb) < 60_000
    assert refusal("бомба.xlsx", bomb) == "Файл распаковывается в слишком большой."


def test_many_middling_parts_are_a_bomb_too() -> None:
    noise = bytes(range(256)) * 3000  # packed only some eightyfold
    body = archive({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"} | {f"xl/{n}": noise for n in range(80)})
    assert refusal("бомба.xlsx", body) == "Файл распаковывается в слишком большой."


def test_a_zip_that_lies_about_its_sizes_is_broken() -> None:
    body = bytearray(with_part("xl/media/bomb.bin", b"\x00" * 2 * 1024 * 1024))
    place = body.rindex(b"xl/media/bomb.bin") - 46
    struct.pack_into("<I", body, place + 24, 10)
    assert refusal("ложь.xlsx", bytes(body)) == "Таблица не открывается: файл повреждён."


def test_too_many_entries() -> None:
    body = archive({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"} | {f"xl/{n}": b"" for n in range(1000)})
    assert refusal("части.xlsx", body) == "В файле слишком много частей."


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "C:\\x", "xl/../../x"])
def test_names_in_a_zip_are_never_paths(name: str) -> None:
    _titles, (line,) = read_upload(upload("а.xlsx", with_part(name, b"x")))
    assert line.values == {"имя": "Анна"}


def test_a_billion_laughs_are_refused_before_any_parser() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><sst>&lol2;</sst>'
    said = refusal("смех.xlsx", with_part("xl/sharedStrings.xml", laughs))
    assert said == "В таблице есть то, чего в таблицах не бывает. Сохраните её заново."


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("а.xlsx", b"PK\x03\x04" + b"\x00" * 50, "Внутри файла «а.xlsx» не то, что сказано в его имени. Сохраните его заново."),
        ("а.xlsx", xlsx([]), "В первой строке таблицы должны стоять названия столбцов."),
        ("а.csv", b"\n\n", "В первой строке таблицы должны стоять названия столбцов."),
        ("а.csv", b"a" * (5 * 1024 * 1024 + 1), "Файл «а.csv» больше 5 МБ."),
        ("а.csv", b"a\n" + b"1\n" * (MAX_ROWS + 1), "В таблице больше 5\u00a0000 строк. Разделите её на части."),
        ("а.csv", b"a\n" + b"1" * 200_000, "Таблица не открывается: файл повреждён."),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(name: str, body: bytes, said: str) -> None:
    assert refusal(name, body) == said


def test_a_table_that_says_it_is_endless_is_read_to_its_real_end() -> None:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = b"<worksheet " + space + b'><dimension ref="A1:XFD1048576"/><sheetData>'
    cell = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'
    ends = sheet + cell % (1, 1, b"name") + cell % (2, 2, b"Anna") + b"</sheetData></worksheet>"
    _titles, lines = read(io.BytesIO(with_part("xl/worksheets/sheet1.xml", ends)), "xlsx")
    assert [line.values for line in lines] == [{"name": "Anna"}]
    far = sheet + cell % (1, 1, b"name") + cell % (1_048_576, 1_048_576, b"Anna") + b"</sheetData></worksheet>"
    assert (
        refusal("а.xlsx", with_part("xl/worksheets/sheet1.xml", far))
        == "В таблице больше 5\u00a0000 строк. Разделите её на части."
    )


# An import whose rows are core.Marker


def _number(text: str) -> int:
    return int(text)


def _look(values: dict, by: User) -> str:
    if values["name"] == "нельзя":
        raise BadRow("Такую отметку ставить нельзя.")
    return imports.SAME if Marker.objects.filter(name=values["name"]).exists() else imports.NEW


def _save(values: dict, by: User) -> None:
    Marker.objects.create(name=values["name"])


@pytest.fixture
def kind() -> Iterator[ImportKind]:
    columns = [
        ImportColumn("name", ["Название", "Имя"], required=True, example="Сад"),
        ImportColumn("amount", ["Сколько"], clean=_number, example="5"),
    ]
    found = ImportKind("tests.markers", "Отметки", columns, key=lambda values: values["name"], look=_look, save=_save)
    imports.register(found)
    yield found
    del imports._KINDS[found.name]


TABLE = xlsx(["Имя", "Сколько"], ["Сад", 5], ["Сад", 6], ["", 7], ["Лес", "много"], ["нельзя", 1], ["Пруд", 2])


@pytest.mark.django_db
def test_a_preview_judges_each_row_and_changes_nothing(kind: ImportKind, vera: User) -> None:
    batch = preview(kind, upload("Отметки.xlsx", TABLE), vera)
    assert [(row["number"], row["state"], row["say"]) for row in batch.report["rows"]] == [
        (2, "new", ""),
        (3, "double", "Такая строка в таблице уже есть."),
        (4, "error", "Не заполнено: Название."),
        (5, "error", "«Сколько»: не разобрать «много»."),
        (6, "error", "Такую отметку ставить нельзя."),
        (7, "new", ""),
    ]
    assert (batch.state, batch.name, Marker.objects.count()) == ("previewed", "Отметки.xlsx", 0)
    assert "Отметки" not in batch.file.name


@pytest.mark.django_db
def test_confirming_writes_the_good_rows_once_and_logs_it(kind: ImportKind, vera: User) -> None:
    batch = preview(kind, upload("Отметки.xlsx", TABLE), vera)
    assert confirm(batch, vera) == {"new": 2}
    assert sorted(Marker.objects.values_list("name", flat=True)) == ["Пруд", "Сад"]
    assert confirm(ImportBatch.objects.get(pk=batch.pk), vera) == {}
    assert (batch.state, Marker.objects.count()) == ("done", 2)
    (entry,) = Entry.objects.filter(verb="imported")
    assert (entry.now, entry.actor) == ({"kind": "tests.markers", "name": "Отметки.xlsx", "new": 2}, vera)


@pytest.mark.django_db
def test_the_same_table_twice_changes_nothing(kind: ImportKind, vera: User) -> None:
    confirm(preview(kind, upload("Отметки.xlsx", TABLE), vera), vera)
    again = preview(kind, upload("Отметки.xlsx", TABLE), vera)
    assert again.report["counts"] == {"same": 2, "double": 1, "error": 3}
    assert confirm(again, vera) == {}
    assert Marker.objects.count() == 2


@pytest.mark.django_db
def test_an_import_goes_on_where_it_stopped(kind: ImportKind, vera: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "ACT_ROWS", 2)
    table = xlsx(["Имя"], *[[f"м{number}"] for number in range(5)])
    batch = preview(
        ImportKind(kind.name, "", kind.columns[:1], kind.key, kind.look, _fails_at_four), upload("а.xlsx", table), vera
    )
    imports.register(ImportKind(kind.name, "", kind.columns[:1], kind.key, kind.look, _fails_at_four))
    with pytest.raises(RuntimeError):
        confirm(batch, vera)
    assert Marker.objects.count() == 4
    imports.register(ImportKind(kind.name, "", kind.columns[:1], kind.key, kind.look, _save))
    assert confirm(ImportBatch.objects.get(pk=batch.pk), vera) == {"new": 1}
    assert Marker.objects.count() == 5


def _fails_at_four(values: dict, by: User) -> None:
    if values["name"] == "м4":
        raise RuntimeError("power cut")
    _save(values, by)


@pytest.mark.django_db
def test_a_dropped_preview_cannot_be_confirmed(kind: ImportKind, vera: User) -> None:
    batch = preview(kind, upload("а.xlsx", TABLE), vera)
    assert (drop(batch), drop(batch)) == (True, False)
    assert confirm(ImportBatch.objects.get(pk=batch.pk), vera) == {}
    assert Marker.objects.count() == 0


@pytest.mark.django_db
def test_a_table_without_a_needed_column_is_told_its_name(kind: ImportKind, vera: User) -> None:
    with pytest.raises(BadFile) as refused:
        preview(kind, upload("а.xlsx", xlsx(["Сколько"], [5])), vera)
    assert str(refused.value) == "В таблице нет столбца «Название»."


def test_the_sample_is_a_table_the_import_takes(kind: ImportKind) -> None:
    rows = list(load_workbook(io.BytesIO(sample(kind))).active.iter_rows(values_only=True))
    assert rows == [("Название *", "Сколько"), ("Сад", "5")]
