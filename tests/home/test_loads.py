"""Tables of the directory: preview by row, confirm, report; twice changes nothing; nobody's region but one's own."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from core.imports import kind_of
from core.models import ImportBatch
from regions.models import Organisation, Territory
from tests.factories.files import upload
from tests.factories.regions import organisation, territory

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "Название;Вид;Регион;ИНН;Территория;Адрес\n"
GOOD = "Фонд «Живой берег»;фонд местного сообщества;Кировская область;5902219833;Тулаш;с. Тулаш, ул. Мира, 3\n"


def send(client: Client, body: str, kind: str = "organisations", name: str = "орг.csv") -> object:
    return client.post(reverse("home:load", args=[kind]), {"table": upload(name, body.encode())})


def shown(client: Client, answer: object) -> str:
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer.headers["Location"]).content.decode().replace("\u00a0", " ")


def press(client: Client, answer: object, act: str = "load") -> str:
    client.post(answer.headers["Location"], {"act": act})
    return shown(client, answer)


@pytest.fixture
def kirov(client: Client, boris: object) -> Client:
    territory("Тулаш", "KIR", slug="tulash")
    client.force_login(boris)
    return client


def test_preview_load_report_and_again_nothing(kirov: Client) -> None:
    first = send(kirov, HEAD + GOOD)
    preview = shown(kirov, first)
    assert ("Пока ничего не изменилось" in preview, "Загрузить 1 строку" in preview, Organisation.objects.count()) == (
        True,
        True,
        0,
    )
    assert "Таблица загружена" in press(kirov, first)
    found = Organisation.objects.get()
    told = (found.name, found.inn, found.territory.name, found.status, found.slug)
    assert told == ("Фонд «Живой берег»", "5902219833", "Тулаш", "verified", "fond-zhivoy-bereg")
    press(kirov, first)
    again = shown(kirov, send(kirov, HEAD + GOOD))
    assert ("Ничего не изменится" in again, "Загрузить 1" in again, Organisation.objects.count()) == (True, False, 1)


def test_a_changed_cell_is_written_and_an_empty_one_erases_nothing(kirov: Client) -> None:
    press(kirov, send(kirov, HEAD + GOOD))
    row = "Фонд «Живой берег»;НКО;Кировская область;5902219833;;\n"
    answer = send(kirov, HEAD + row)
    assert "изменится" in shown(kirov, answer)
    press(kirov, answer)
    found = Organisation.objects.get()
    assert (found.kind, found.address) == ("nko", "с. Тулаш, ул. Мира, 3")


def test_faults_are_told_by_the_number_of_the_row(kirov: Client) -> None:
    rows = (
        GOOD
        + GOOD
        + "Фонд «Сокол»;фонд местного сообщества;Самарская область;;;\n"
        + "Фонд «Ель»;клуб;Кировская область;;;\n"
        + "Фонд «Пруд»;НКО;Кировская область;5902219834;;\n"
        + "Фонд «Лог»;НКО;Кировская область;;Нигде;\n"
        + ";НКО;Кировская область;;;\n"
    )
    answer = send(kirov, HEAD + rows)
    preview = shown(kirov, answer)
    said = (
        "Такая строка в таблице уже есть.",
        "Это другой регион: загрузить можно только в свой.",
        "Вид «клуб» не знаем",
        "контрольная цифра не сходится",
        "Территории «Нигде» в регионе нет",
        "Не заполнено: Название.",
    )
    assert [words for words in said if words not in preview] == []
    batch = ImportBatch.objects.get()
    assert {row["number"]: row["state"] for row in batch.report["rows"]} == {
        2: "new", 3: "double", 4: "error", 5: "error", 6: "error", 7: "error", 8: "error"
    }  # fmt: skip
    press(kirov, answer)
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Фонд «Живой берег»"]


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("орг.csv", "Имя;Вид\nФонд;НКО\n", "В таблице нет столбца"),
        ("орг.xlsx", "не таблица", ""),
        ("орг.exe", "MZ", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_the_field(kirov: Client, name: str, body: str, said: str) -> None:
    answer = send(kirov, body, name=name)
    text = answer.content.decode()
    assert (answer.status_code, said in text, 'aria-invalid="true"' in text, ImportBatch.objects.count()) == (422, True, True, 0)


def test_a_given_up_loading_changes_nothing(kirov: Client) -> None:
    answer = send(kirov, HEAD + GOOD)
    assert "Загрузку отменили" in press(kirov, answer, "drop")
    press(kirov, answer)
    assert Organisation.objects.count() == 0


def test_territories_with_their_parents(kirov: Client) -> None:
    head = "Название;Вид;Регион;Входит в;ОКТМО;Жителей\n"
    press(kirov, send(kirov, head + "Лесной округ;муниципальный округ;Кировская область;;33701000;\n", "territories"))
    answer = send(kirov, head + "Пристань;село;Кировская область;Лесной округ;;812\n", "territories")
    press(kirov, answer)
    found = Territory.objects.get(name="Пристань")
    assert (found.parent.name, found.population, found.kind) == ("Лесной округ", 812, "selo")
    again = send(kirov, head + "Пристань;село;Кировская область;Лесной округ;;812\n", "territories")
    assert "Ничего не изменится" in shown(kirov, again)


def test_a_name_typed_by_somebody_is_found_not_doubled(kirov: Client) -> None:
    organisation("ФОНД  «живой берег»", "KIR", slug="x", status="verified", kind="nko")
    press(kirov, send(kirov, HEAD + GOOD))
    assert [(one.name, one.inn) for one in Organisation.objects.all()] == [("Фонд «Живой берег»", "5902219833")]


def test_the_sample_is_loaded_as_it_is_given(client: Client, irina: object) -> None:
    client.force_login(irina)
    body = client.get(reverse("home:load_sample", args=["organisations"])).content
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(body)).active.iter_rows()]
    assert (len(rows), rows[0][0]) == (2, "Название *")
    assert len(rows[1]) == len(kind_of("organisations").columns)


def test_nobody_opens_anothers_table(kirov: Client, vera: object, anna: object) -> None:
    address = send(kirov, HEAD + GOOD).headers["Location"]
    answers = {}
    for person in (vera, anna):
        kirov.force_login(person)
        answers[person.first_name] = (
            kirov.get(address).status_code,
            kirov.get(reverse("home:load", args=["organisations"])).status_code,
        )
    assert answers == {"Вера": (404, 200), "Анна": (404, 404)}
    assert kirov.get(reverse("home:load", args=["people"])).status_code == 404
