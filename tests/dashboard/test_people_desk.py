"""The desk «Люди»: own region, masked contacts, logged openings, cards, roles."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.mail.kinds import kind_of
from core.models import Entry, Letter
from people.models import CodeCard, User
from people.services.cards import issue_card
from regions.models import Region
from tests.factories.people import people_of

DESK = "/dashboard/people/"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_coordinator_finds_own_people_and_not_those_of_another_region(anna, boris, vera):
    assert "Соловьёва" in signed_in(boris).get(DESK, {"q": "солов"}).content.decode()
    assert "Соловьёва" not in signed_in(vera).get(DESK, {"q": "солов"}).content.decode()
    assert signed_in(boris).get(f"{DESK}{anna.public_id}/").status_code == 200
    assert signed_in(vera).get(f"{DESK}{anna.public_id}/").status_code == 404


def test_administrators_find_everybody_and_others_get_404(anna, irina, egor, galina, zhanna, zoya, dmitry):
    assert "Соловьёва" in signed_in(irina).get(DESK, {"q": "Соловьева"}).content.decode()
    for user in (anna, egor, galina, zhanna, zoya, dmitry):
        assert signed_in(user).get(DESK).status_code == 404
    assert Client().get(DESK)["Location"] == "/accounts/login/?next=%2Fdashboard%2Fpeople%2F"


def test_contacts_are_masked_until_a_logged_click_that_the_person_sees(anna, boris):
    client = signed_in(boris)
    page = client.get(f"{DESK}{anna.public_id}/").content.decode()
    assert ("anna@example.org" in page, "a…@example.org" in page) == (False, True)
    assert client.get(f"{DESK}{anna.public_id}/contacts/").status_code == 405
    assert "anna@example.org" in client.post(f"{DESK}{anna.public_id}/contacts/").content.decode()
    entry = Entry.objects.get(verb="contacts_opened")
    assert (entry.actor, entry.person, entry.audience) == (boris, anna, "person")
    assert "Кочкин" in signed_in(anna).get("/accounts/data/").content.decode()


def test_the_ringing_number_finds_the_person(klavdia, boris):
    assert "Попова" in signed_in(boris).get(DESK, {"q": "00-11"}).content.decode()


@pytest.mark.parametrize("count", [1, 10, 60])
def test_queries_do_not_grow_with_people(boris, count):
    people_of("KIR", count)
    client = signed_in(boris)
    client.get(DESK)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(DESK).status_code == 200
    assert len(queries) <= 12


def test_from_the_call_to_the_first_page_by_a_dictated_card(boris, db):
    client = signed_in(boris)
    form = {
        "last_name": "Лыкова",
        "first_name": "Пелагея",
        "phone": "8 912 345-67-89",
        "way": "dictate",
        "region": Region.objects.get(code="RU-KIR").pk,
    }
    page = client.post(f"{DESK}add/", form).content.decode()
    code = re.search(r"\d{4} \d{4} \d{4}", page).group(0)
    pelageya = User.objects.get(last_name="Лыкова")
    assert (pelageya.phone, pelageya.welcomed_at, pelageya.email) == ("+79123456789", None, None)
    phone = Client()
    assert phone.post("/accounts/card/", {"code": code, "surname": "лыкова"})["Location"] == "/accounts/welcome/"
    phone.post("/accounts/welcome/", {"last_name": "Лыкова", "first_name": "Пелагея", "agree": "on"})
    pelageya.refresh_from_db()
    assert pelageya.welcomed_at is not None
    assert [(one.document.purpose, one.source) for one in pelageya.consents.all()] == [("account", "card")]


def test_a_paper_consent_makes_the_account_whole_and_prints_a_card(boris):
    form = {
        "last_name": "Лыкова",
        "first_name": "Пелагея",
        "paper": "№ 17 от 03.11.2026",
        "way": "print",
        "region": Region.objects.get(code="RU-KIR").pk,
    }
    page = signed_in(boris).post(f"{DESK}add/", form).content.decode()
    assert ("codecard" in page, "<svg" in page) == (True, True)
    consent = User.objects.get(last_name="Лыкова").consents.get()
    assert (consent.source, consent.proof) == ("paper", "№ 17 от 03.11.2026")


def test_a_namesake_is_shown_before_a_second_row_is_made(klavdia, boris):
    form = {"last_name": "Попова", "first_name": "Клавдия", "region": klavdia.region_id}
    client = signed_in(boris)
    assert client.post(f"{DESK}add/", form).status_code == 422
    assert client.post(f"{DESK}add/", form | {"anyway": "on"}).status_code == 200
    assert User.objects.filter(last_name="Попова").count() == 2


def test_a_coordinator_cannot_add_people_to_another_region(boris):
    form = {"last_name": "Чужая", "first_name": "Мария", "region": Region.objects.get(code="RU-PER").pk}
    assert signed_in(boris).post(f"{DESK}add/", form).status_code == 422
    assert not User.objects.filter(last_name="Чужая").exists()


def test_a_sheet_of_cards_skips_staff_and_strangers(boris, klavdia, anna, vera):
    page = (
        signed_in(boris).post(f"{DESK}cards/", {"person": [klavdia.public_id, boris.public_id, vera.public_id]}).content.decode()
    )
    assert page.count("codecard__code") == 1
    assert set(CodeCard.objects.values_list("user__last_name", flat=True)) == {"Попова"}
    assert "Ctrl+P" in page


def test_a_new_card_revokes_the_earlier_one(boris, klavdia):
    first, _code = issue_card(klavdia, by=boris)
    signed_in(boris).post(f"{DESK}{klavdia.public_id}/card/", {"kind": "dictated"})
    first.refresh_from_db()
    assert first.revoked_at is not None
    assert CodeCard.objects.get(revoked_at=None).kind == "dictated"


def test_roles_are_given_by_administrators_and_never_to_oneself(anna, irina, boris):
    client = signed_in(irina)
    form = {"role": "Наставники", "reason": "Договор № 3", "action": "grant"}
    assert signed_in(boris).post(f"{DESK}{anna.public_id}/roles/", form).status_code == 404
    assert client.post(f"{DESK}{irina.public_id}/roles/", form).status_code == 404
    assert client.post(f"{DESK}{anna.public_id}/roles/", form).status_code == 302
    assert anna.groups.filter(name="Наставники").exists()
    client.post(f"{DESK}{anna.public_id}/roles/", form | {"action": "end"})
    assert not anna.groups.filter(name="Наставники").exists()


def test_suspension_closes_every_sign_in_at_the_next_request(anna, irina):
    hers = signed_in(anna)
    assert hers.get("/accounts/profile/").status_code == 200
    signed_in(irina).post(f"{DESK}{anna.public_id}/access/", {"reason": "Жалоба"})
    assert hers.get("/accounts/profile/").status_code == 302
    anna.refresh_from_db()
    assert (anna.is_active, anna.suspended_at is not None) == (False, True)
    signed_in(irina).post(f"{DESK}{anna.public_id}/access/", {"reason": "Разобрались"})
    anna.refresh_from_db()
    assert (anna.is_active, anna.suspended_at) == (True, None)


def test_the_act_of_destruction_is_a_paper(irina, anna):
    from people.services.erasure import erase_person

    act = erase_person(anna, by=irina, reason="Просьба человека")
    answer = signed_in(irina).get(f"{DESK}acts/{act.number}/")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


def test_a_paper_consent_with_its_scan_is_seen_by_the_region_only(boris, vera, klavdia):
    from django.core.files.uploadedfile import SimpleUploadedFile

    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    client, address = signed_in(boris), f"{DESK}{klavdia.public_id}/consent/"
    form = {"purpose": "photo", "number": "№ 4 от 02.11.2026", "scan": SimpleUploadedFile("Согласие.pdf", pdf)}
    assert client.post(address, form).status_code == 302
    consent = klavdia.consents.get()
    assert (consent.source, consent.proof, consent.scan.name) == ("paper", "№ 4 от 02.11.2026", "Согласие.pdf")
    scan = f"{address}{consent.scan.public_id}/"
    answer = client.get(scan)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, pdf)
    assert signed_in(vera).get(scan).status_code == 404
    wrong = form | {"scan": SimpleUploadedFile("Согласие.html", b"<script>")}
    assert client.post(address, wrong).status_code == 422


def test_an_invitation_tells_nothing_of_the_address_and_leaves_once_a_day(boris, anna, egor):
    client, pages = signed_in(boris), []
    for address in ("anna@example.org", "unknown@example.org", "unknown@example.org"):
        answer = client.post(f"{DESK}invite/", {"email": address, "name": "Мария Петровна"})
        pages.append((answer.status_code, "Мы отправили письмо на" in answer.content.decode()))
    assert pages == [(200, True)] * 3
    assert sorted(Letter.objects.filter(kind="people.invited").values_list("to", flat=True)) == [
        "anna@example.org",
        "unknown@example.org",
    ]
    assert not User.objects.filter(email="unknown@example.org").exists()
    text = kind_of("people.invited").make(Letter.objects.get(to="unknown@example.org")).text
    assert text.startswith("Мария Петровна, здравствуйте!")
    assert signed_in(egor).get(f"{DESK}invite/").status_code == 404
