"""Papers: numbers without gaps and doubles, a code per edition, a file made later, a check page that tells what it may."""

import io
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from core.guard import OutsideAct
from core.models import PaperCounter
from core.papers import making
from core.papers.checking import by_code, by_number
from core.papers.numbers import next_number, read
from core.qr import LIMIT
from people.models import User
from school.models import Certificate, CertificateEdition
from school.services.certificates import issue, reissue, revoke
from school.services.wording import Names
from tests.factories.certificates import graduate
from tests.factories.school import course, run_of


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def certificate(anna: User, zhanna: User) -> Certificate:
    return issue(graduate(run_of(course()), anna), by=zhanna)


@pytest.fixture
def made(certificate: Certificate) -> CertificateEdition:
    """The same with its file."""
    making.sweep()
    return certificate.editions.get()


def words(client: Client, code: str) -> tuple[int, str]:
    answer = client.get(f"/c/{code}/")
    main = re.search(r"<main.*</main>", answer.content.decode(), re.S).group()
    return answer.status_code, " ".join(re.sub(r"<[^>]+>", " ", main).replace("\u00a0", " ").split())


def test_numbers_follow_each_other_in_their_series_and_year(db: None) -> None:
    with transaction.atomic():
        given = [next_number(2, date(2026, 5, 1)) for _time in range(3)]
        others = [next_number(3, date(2026, 5, 1)), next_number(2, date(2027, 1, 1))]
    assert (given, others) == (["26-2-00001", "26-2-00002", "26-2-00003"], ["26-3-00001", "27-2-00001"])


def _number_and_fall() -> None:
    with transaction.atomic():
        next_number(2, date(2026, 5, 1))
        raise ZeroDivisionError


def test_an_act_that_failed_leaves_no_gap(db: None) -> None:
    with pytest.raises(ZeroDivisionError):
        _number_and_fall()
    with transaction.atomic():
        assert next_number(2, date(2026, 5, 1)) == "26-2-00001"


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_inside_an_act_only() -> None:
    with pytest.raises(OutsideAct):
        next_number(2)
    assert PaperCounter.objects.count() == 0


@pytest.mark.parametrize("said", ["26-2-00042", "№ 26-2-42", " 26 – 2 – 00042 ", "26200042", "26.2.42", "N 26—2—42"])
def test_a_number_is_understood_as_people_write_it(said: str) -> None:
    assert read(said) == "26-2-00042"


@pytest.mark.parametrize("said", ["", "42", "двадцать шесть", "26-2-", "26-22-00042x", "26-2-00042'--", "１２-2-1" * 9])
def test_what_is_no_number_is_none(said: str) -> None:
    assert read(said) == ""


def test_the_file_is_made_after_the_number_and_kept_apart_from_public_files(certificate: Certificate) -> None:
    edition = certificate.editions.get()
    assert (certificate.number[3:], edition.file.name, edition.n) == ("2-00001", "", 1)
    making.sweep()
    edition.refresh_from_db()
    assert storages["private"].exists(edition.file.name)
    with edition.file.open("rb") as file:
        text = PdfReader(io.BytesIO(file.read())).pages[0].extract_text()
    assert ["Соловьёва Анна Викторовна" in " ".join(text.split()), certificate.number in text] == [True, True]
    assert (edition.size < 200 * 1024, "anna" in edition.file.name.lower()) == (True, False)


def test_a_file_that_failed_is_tried_again_and_the_number_stands(certificate: Certificate, client: Client) -> None:
    edition = certificate.editions.get()
    good = edition.data["text"]
    CertificateEdition.objects.filter(pk=edition.pk).update(template="no_such_sample")
    making.sweep()
    edition.refresh_from_db()
    assert (edition.file.name, edition.tries, edition.next_try_at > timezone.now()) == ("", 1, True)
    assert words(client, edition.code)[0] == 200
    CertificateEdition.objects.filter(pk=edition.pk).update(template="certificate")
    making.sweep()
    assert CertificateEdition.objects.get(pk=edition.pk).file.name == ""
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        making.sweep()
    edition.refresh_from_db()
    assert (bool(edition.file), edition.tries, edition.data["text"]) == (True, 2, good)


def test_two_workers_make_one_file(certificate: Certificate) -> None:
    edition = certificate.editions.get()
    making.make_file.enqueue("school.certificate", edition.pk)
    making.make_file.enqueue("school.certificate", edition.pk)
    edition.refresh_from_db()
    assert (edition.tries, bool(edition.file)) == (1, True)


def test_the_check_page_says_initials_and_no_more(client: Client, certificate: Certificate) -> None:
    status, text = words(client, certificate.editions.get().code)
    asked = ["Документ действителен", certificate.number, "Анна С.", "Фонд: с чего начать", "18 академических часов"]
    assert (status, [one for one in asked if one not in text]) == (200, [])
    assert [one for one in ("Соловьёва", "Викторовна", "example.org", "Киров") if one in text] == []


def test_the_check_page_is_for_nobodys_index_and_nobodys_cache(client: Client, certificate: Certificate) -> None:
    answer = client.get(f"/c/{certificate.editions.get().code}/")
    assert {name: answer[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")} == {
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "same-origin",
        "X-Robots-Tag": "noindex, nofollow",
    }
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_an_older_edition_says_that_it_was_replaced(client: Client, certificate: Certificate, zhanna: User) -> None:
    old = certificate.editions.get()
    new = reissue(certificate, Names("Соловьёва", "Анна", "Владимировна"), by=zhanna, reason="опечатка")
    assert [words(client, one.code)[1].split(" Сертификат")[0] for one in (old, new)] == [
        "Документ заменён",
        "Документ действителен",
    ]
    assert by_number(certificate.number, "Соловьева").edition == new


def test_a_revoked_paper_says_since_when_and_not_why(client: Client, certificate: Certificate, zhanna: User) -> None:
    with time_machine.travel("2027-05-03 09:00+03:00", tick=False):
        revoke(certificate, by=zhanna, reason="Работу сдал другой человек")
    text = words(client, certificate.editions.get().code)[1]
    assert text.startswith("Документ отозван 3 мая 2027 г.")
    assert "другой человек" not in text


@pytest.mark.parametrize("surname", ["Соловьёва", "соловьева", " СОЛОВЬЁВА "])
def test_number_and_surname_lead_to_the_page(client: Client, certificate: Certificate, surname: str) -> None:
    answer = client.post("/c/", {"number": f"№ {certificate.number}", "surname": surname})
    assert (answer.status_code, answer.url) == (302, f"/c/{certificate.editions.get().code}/")


def test_a_wrong_surname_and_a_wrong_number_get_the_same_answer(client: Client, certificate: Certificate) -> None:
    wrong = client.post("/c/", {"number": certificate.number, "surname": "Кочкина"})
    unknown = client.post("/c/", {"number": "26-2-77777", "surname": "Соловьёва"})
    error = "Документа с таким номером и фамилией нет"
    assert [(one.status_code, one.content.decode().count(error)) for one in (wrong, unknown)] == [(422, 1), (422, 1)]


def test_thirty_misses_close_the_door_till_a_told_hour(client: Client, certificate: Certificate) -> None:
    with time_machine.travel("2027-05-03 09:00+03:00", tick=False) as clock:
        got = [client.post("/c/", {"number": f"26-2-{n:05}", "surname": "Никто"}).status_code for n in range(100, 131)]
        assert got == [422] * 30 + [429]
        right = client.post("/c/", {"number": certificate.number, "surname": "Соловьёва"})
        assert (right.status_code, "10:01" in right.content.decode()) == (429, True)
        assert client.get("/c/aaaaaaaaaaaaaaaaaaaaaa/").status_code == 429
        # 128 bits cannot be guessed, so a print in hand is told of even where somebody's misses closed the form
        assert client.get(f"/c/{certificate.editions.get().code}/").status_code == 200
        clock.shift(timedelta(minutes=61))
        assert client.post("/c/", {"number": certificate.number, "surname": "Соловьёва"}).status_code == 302


def test_surnames_of_one_number_are_not_tried_out(client: Client, certificate: Certificate) -> None:
    for surname in ("Иванова", "Петрова", "Сидорова", "Кузнецова", "Смирнова"):
        assert client.post("/c/", {"number": certificate.number, "surname": surname}).status_code == 422
    assert client.post("/c/", {"number": certificate.number, "surname": "Соловьёва"}).status_code == 429


def test_an_unknown_code_is_404_with_the_form(client: Client, db: None) -> None:
    status, text = words(client, "AAAAAAAAAAAAAAAAAAAAAA")
    assert (status, "Такого кода мы не выдавали" in text) == (404, True)


def test_codes_are_random_and_fit_the_qr(certificate: Certificate, made: CertificateEdition) -> None:
    assert (len(made.code), len(making.address_for_code(made.code)) <= LIMIT) == (22, True)
    assert by_code(made.code).edition == made


def test_a_long_address_of_the_site_leads_the_qr_to_the_form(settings: object) -> None:
    settings.SITE_URL = "https://shkola.fondy-mestnyh-soobschestv.example"
    assert making.address_for_code("a" * 22) == f"{settings.SITE_URL}/c/"


def test_the_page_costs_the_same_for_one_edition_and_for_five(
    client: Client, certificate: Certificate, zhanna: User, django_assert_max_num_queries: object
) -> None:
    for name in ("Анфиса", "Алла", "Ася", "Ада"):
        reissue(certificate, Names("Соловьёва", name), by=zhanna, reason="проверка")
    client.get("/c/")
    with django_assert_max_num_queries(6):
        assert client.get(f"/c/{certificate.editions.first().code}/").status_code == 200
