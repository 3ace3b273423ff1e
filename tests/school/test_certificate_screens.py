"""Screens of certificates: the learner's own and the desk's, their rights and their cost."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from core.models import Entry
from people.models import User
from school.models import Certificate, CourseRun, Enrolment, NameRequest
from school.services.certificates import (
    confirm_name,
)
from tests.cast import make_person
from tests.factories.certificates import ANNA, graduate, main_of, profile_names, signed_in
from tests.factories.school import course, run_of


@pytest.fixture
def run(db: None) -> CourseRun:
    return run_of(course())


@pytest.fixture
def enrolment(run: CourseRun, anna: User) -> Enrolment:
    return graduate(run, anna)


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    return confirm_name(enrolment, ANNA)


# The learner's screens


def test_from_the_check_of_the_name_to_the_file(
    enrolment: Enrolment, anna: User, django_capture_on_commit_callbacks: object
) -> None:
    client, address = signed_in(anna), f"/school/{enrolment.public_id}/certificate/"
    assert "Всё верно, выдать сертификат" in main_of(client.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"shown": ANNA.full})
    text = main_of(client.get(address))
    assert ("Выдан и действует" in text, "Открыть PDF" in text) == (True, True)
    answer = client.get(f"{address}file/")
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")


def test_while_the_file_is_made_the_page_says_so(certificate: Certificate, anna: User) -> None:
    client, address = signed_in(anna), f"/school/{certificate.enrolment.public_id}/certificate/"
    assert "Сертификат готовится" in main_of(client.get(address))
    assert client.get(f"{address}file/").url == address


def test_a_name_that_changed_meanwhile_is_shown_again(enrolment: Enrolment, anna: User) -> None:
    client = signed_in(anna)
    client.post(f"/school/{enrolment.public_id}/certificate/", {"shown": "Соловьёва Анна"})
    assert Certificate.objects.count() == 0


def test_a_correction_is_asked_for_on_the_screen(certificate: Certificate, anna: User) -> None:
    client, address = signed_in(anna), f"/school/{certificate.enrolment.public_id}/certificate/"
    same = client.post(f"{address}correct/", {"surname": "Соловьёва", "name": "Анна", "patronymic": "Викторовна"})
    asked = client.post(f"{address}correct/", {"surname": "Соловьева", "name": "Анна", "patronymic": "Викторовна"})
    assert (same.status_code, asked.status_code, NameRequest.objects.count()) == (422, 302, 1)
    assert "Вы просили написать: Соловьева Анна Викторовна" in main_of(client.get(address))


@pytest.mark.parametrize("rest", ["certificate/", "certificate/correct/", "certificate/file/", "papers/"])
def test_strangers_and_staff_meet_404_at_the_learners_screens(
    certificate: Certificate, boris: User, zhanna: User, rest: str
) -> None:
    address = f"/school/{certificate.enrolment.public_id}/{rest}"
    assert [signed_in(user).get(address).status_code for user in (boris, zhanna)] == [404, 404]


# The desk


def test_the_desk_finds_by_number_and_by_surname(certificate: Certificate, run: CourseRun, boris: User, zhanna: User) -> None:
    confirm_name(graduate(run, boris), profile_names(boris))
    client = signed_in(zhanna)
    for asked in (f"?q={certificate.number}", "?q=солов", "?q=Соловьева&state=valid"):
        text = main_of(client.get(f"/school/desk/certificates/{asked}"))
        assert (asked, "Соловьёва" in text, "Кочкин" in text) == (asked, True, False)


def test_the_desk_gives_to_the_ticked_and_to_all(run: CourseRun, anna: User, boris: User, vera: User, zhanna: User) -> None:
    ticked, *_others = [graduate(run, user) for user in (anna, boris, vera)]
    client, address = signed_in(zhanna), "/school/desk/certificates/waiting/"
    assert main_of(client.get(address)).count("имя ещё не проверено") == 3
    client.post(address, {"enrolment": [ticked.public_id]})
    assert [one.enrolment for one in Certificate.objects.all()] == [ticked]
    client.post(address, {"all": "1", "run": run.code})
    assert sorted(Certificate.objects.values_list("number", flat=True))[-1][-5:] == "00003"
    assert "никто не ждёт" in main_of(client.get(address))


def test_the_desk_corrects_revokes_and_asks_for_a_reason(certificate: Certificate, zhanna: User) -> None:
    client, address = signed_in(zhanna), f"/school/desk/certificates/{certificate.public_id}/"
    wrong = client.post(f"{address}revoke/", {"reason": ""})
    name = {"surname": "Соловьёва", "name": "Анна", "patronymic": "Владимировна", "reason": "опечатка"}
    corrected = client.post(f"{address}reissue/", name)
    revoked = client.post(f"{address}revoke/", {"reason": "Чужая работа"})
    assert (wrong.status_code, corrected.status_code, revoked.status_code) == (422, 302, 302)
    certificate.refresh_from_db()
    assert (certificate.newest.n, certificate.why) == (2, "Чужая работа")
    text = main_of(client.get(address))
    assert ("Чужая работа" in text, "Отозвать сертификат" in text) == (True, False)


def test_the_list_goes_out_as_a_table_and_is_logged(certificate: Certificate, zhanna: User) -> None:
    answer = signed_in(zhanna).get("/school/desk/certificates/?format=xlsx&state=valid")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert (rows[1][:4], len(rows)) == ((certificate.number, ANNA.full, "Фонд: с чего начать", 18), 2)
    assert Entry.objects.get(verb="exported").actor == zhanna
    assert signed_in(zhanna).get("/school/desk/certificates/?format=csv").content.startswith(b"\xef\xbb\xbf")


def test_the_desk_costs_the_same_for_one_and_for_thirty(run: CourseRun, anna: User, zhanna: User) -> None:
    client = signed_in(zhanna)
    confirm_name(graduate(run, anna), ANNA)
    pages = ("/school/desk/certificates/", "/school/desk/certificates/waiting/")
    _queries(client, pages[0])  # the first reader of all warms what the site says of itself
    counts = [_queries(client, address) for address in pages]
    for number in range(15):
        row = graduate(run, make_person(f"p{number}@example.org", f"Первая{number}", "Ада", "KIR"))
        confirm_name(row, profile_names(row.user))
        graduate(run, make_person(f"v{number}@example.org", f"Вторая{number}", "Ева", "KIR"))
    counts_of_many = [_queries(client, address) for address in pages]
    assert (counts_of_many[0] == counts[0], counts_of_many[1] <= 12, counts_of_many[0] <= 12) == (True, True, True)


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)
