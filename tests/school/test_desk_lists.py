"""A list of people becomes enrolments by preview and confirmation; twice nobody is doubled; each consents on one's own."""

import io

import pytest
from django.test import Client
from openpyxl import Workbook

from core.models import Entry, Letter
from core.models.imports import ImportBatch
from people.models import User
from school.models import CourseRun, Enrolment, Group
from school.services.enrolling import enrol
from school.views import desk_upload
from tests.cast import make_person
from tests.factories.files import upload
from tests.factories.regions import region
from tests.factories.school import course, run_of

ADDRESS = "/school/desk/runs/svoy-temp/list/"
HEAD = "ФИО;Почта;Телефон;Регион;Организация;Территория;Группа\n"


@pytest.fixture
def run(db) -> CourseRun:
    return run_of(course())


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def send(client: Client, body: str | bytes, name: str = "люди.csv"):
    """Upload and come to the preview."""
    body = body.encode() if isinstance(body, str) else body
    return client.post(ADDRESS, {"table": upload(name, body), "agreed": "on"}, follow=True)


def load(client: Client, preview) -> str:
    """Press «Загрузить»; what the screen says then."""
    return text(client.post(preview.redirect_chain[-1][0], {"act": "load"}, follow=True))


def states() -> list[tuple[int, str]]:
    return [(row["number"], row["state"]) for row in ImportBatch.objects.latest("pk").report["rows"]]


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_every_state_of_a_row_is_told_before_anything_changes(run, anna, klavdia, zhanna):
    enrol(run, anna)
    body = HEAD + (
        "Соловьёва Анна;ANNA@example.org;;;;;\n"
        "Попова Клавдия;;8 999 000-00-11;;;;\n"
        "Новикова Инна Олеговна;inna@example.org;;Кировская область;Фонд «Луг»;Талица;\n"
        "Новикова Инна;inna@example.org;;;;;\n"
        "Пустов Иван;;;;;;\n"
        "Дальний Пётр;p@example.org;;Луна;;;\n"
        "Одинокий;odin@example.org;;;;;\n"
        "Чужова Яна;yana@example.org;;;;;Нет такой\n"
    )
    page = send(signed_in(zhanna), body)
    assert states() == [
        (2, "same"), (3, "known"), (4, "new"), (5, "double"), (6, "error"), (7, "error"), (8, "error"), (9, "error"),
    ]  # fmt: skip
    assert "Загрузить 2 человек" in text(page)
    assert "Региона «Луна» в сети нет." in text(page)
    assert Enrolment.objects.count() == 1


def test_loading_invites_and_twice_doubles_nobody(run, klavdia, zhanna):
    body = (
        HEAD + "Попова Клавдия;;89990000011;;;;\nНовикова Инна Олеговна;inna@example.org;;Кировская область;Фонд «Луг»;Талица;\n"
    )
    client = signed_in(zhanna)
    assert "Список загружен" in load(client, send(client, body))
    inna = User.objects.get(email="inna@example.org")
    assert (inna.patronymic, inna.region.code, inna.settlement, inna.organisation_name) == (
        "Олеговна", "RU-KIR", "Талица", "Фонд «Луг»",
    )  # fmt: skip
    assert inna.welcomed_at is None
    assert sorted(Enrolment.objects.values_list("status", "source")) == [("invited", "list"), ("invited", "list")]
    assert Letter.objects.filter(kind="school.invited").count() == 2
    again = send(client, body)
    assert states() == [(2, "same"), (3, "same")]
    assert "Загружать нечего" in text(again)
    client.post(again.redirect_chain[-1][0], {"act": "load"})
    assert (User.objects.filter(last_name="Новикова").count(), Enrolment.objects.count()) == (1, 2)


def test_pressing_twice_loads_once(run, zhanna):
    client = signed_in(zhanna)
    preview = send(client, HEAD + "Новикова Инна;inna@example.org;;;;;\n")
    load(client, preview)
    load(client, preview)
    assert Enrolment.objects.count() == 1
    assert Entry.objects.filter(verb="imported").count() == 1


def test_the_loader_states_the_agreement(run, zhanna):
    client = signed_in(zhanna)
    refused = client.post(ADDRESS, {"table": upload("люди.csv", (HEAD + "Новикова Инна;i@example.org;;;;;\n").encode())})
    assert refused.status_code == 422
    assert "сначала спросите людей" in text(refused)
    send(client, HEAD + "Новикова Инна;i@example.org;;;;;\n")
    assert Entry.objects.get(verb="agreement_stated").actor == zhanna


def test_seats_are_told_and_kept_to(db, zhanna):
    run = run_of(course(), seats=2)
    body = HEAD + "".join(f"Новиков{n} Иван;ivan{n}@example.org;;;;;\n" for n in range(4))
    client = signed_in(zhanna)
    page = send(client, body)
    assert states() == [(2, "new"), (3, "new"), (4, "waits"), (5, "waits")]
    load(client, page)
    assert list(Enrolment.objects.filter(run=run).order_by("pk").values_list("status", flat=True)) == [
        "invited", "invited", "waitlisted", "waitlisted",
    ]  # fmt: skip


def test_a_coordinator_loads_only_the_own_region(run, boris):
    make_person("olga@example.org", "Седова", "Ольга", "PER")
    body = (
        HEAD + "Седова Ольга;olga@example.org;;;;;\nДальний Пётр;p@example.org;;Пермский край;;;\nСвой Иван;i@example.org;;;;;\n"
    )
    client = signed_in(boris)
    page = send(client, body)
    assert [state for _number, state in states()] == ["error", "error", "new"]
    load(client, page)
    assert Enrolment.objects.get().region == region("KIR")


def test_a_phone_of_the_family_is_no_person(run, klavdia, zhanna):
    client = signed_in(zhanna)
    page = send(client, HEAD + "Попова Клавдия;;89990000011;;;;\nПопов Иван;;89990000011;;;;\nИванов Пётр;;89990000011;;;;\n")
    assert [state for _number, state in states()] == ["known", "new", "new"]
    load(client, page)
    assert Enrolment.objects.count() == 3


def test_a_named_group_is_used_and_excel_is_read(run, zhanna):
    group = Group.objects.create(run=run, title="Киров", region=region("KIR"))
    book = Workbook()
    for row in (["Фамилия, имя, отчество", "Телефон", "Группа"], ["Новикова Инна", 79990000012, "киров"]):
        book.active.append(row)
    body = io.BytesIO()
    book.save(body)
    client = signed_in(zhanna)
    load(client, send(client, body.getvalue(), "люди.xlsx"))
    row = Enrolment.objects.get()
    assert (row.group, row.user.phone) == (group, "+79990000012")


def test_a_long_list_is_refused_at_the_field(run, zhanna, monkeypatch):
    monkeypatch.setattr(desk_upload, "MAX_PEOPLE", 2)
    body = HEAD + "".join(f"Новиков{n} Иван;ivan{n}@example.org;;;;;\n" for n in range(3))
    page = signed_in(zhanna).post(ADDRESS, {"table": upload("люди.csv", body.encode()), "agreed": "on"})
    assert "Разделите его на части" in text(page)


def test_nobody_opens_anothers_list(run, boris, vera, zhanna):
    page = send(signed_in(boris), HEAD + "Новикова Инна;inna@example.org;;;;;\n")
    address = page.redirect_chain[-1][0]
    assert [signed_in(one).get(address).status_code for one in (vera, zhanna)] == [404, 404]


def test_a_given_up_list_changes_nothing(run, boris):
    client = signed_in(boris)
    page = send(client, HEAD + "Новикова Инна;inna@example.org;;;;;\n")
    answer = client.post(page.redirect_chain[-1][0], {"act": "drop"}, follow=True)
    assert "ничего не изменилось" in text(answer)
    assert (Enrolment.objects.count(), User.objects.filter(email="inna@example.org").count()) == (0, 0)


def test_the_sample_is_a_table_the_list_takes(run, zhanna):
    client = signed_in(zhanna)
    send(client, client.get(f"{ADDRESS}sample/").content, "образец.xlsx")
    assert [state for _number, state in states()] == ["new"]


def test_the_seats_of_a_named_group_bind_too(run, zhanna):
    Group.objects.create(run=run, title="Киров", region=region("KIR"), seats=1)
    client = signed_in(zhanna)
    body = HEAD + "".join(f"Новикова{n} Инна;inna{n}@example.org;;Пермский край;;;Киров\n" for n in (1, 2))
    load(client, send(client, body))
    assert [row.status for row in Enrolment.objects.order_by("pk")] == ["invited", "waitlisted"]
