"""«Исправить организацию»: asked by anybody, answered by the region's coordinator, with history and letters."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import bots
from core.mail.kinds import kind_of
from core.models import Entry, Letter
from regions.jobs import forget_contacts
from regions.models import CorrectionRequest, Organisation
from tests.factories.regions import organisation

pytestmark = pytest.mark.django_db(transaction=True)
CARD = ("name", "short_name", "address", "site", "about")


@pytest.fixture
def fund(boris: object) -> Organisation:
    return organisation("Фонд «Общее поле»", "KIR", slug="obschee-pole", address="с. Тулаш, ул. Советская, д. 1")


def post(client: Client, fund: Organisation, contact: str = "rimma@example.org", **changed: str) -> object:
    """Send the form as a browser does: the whole card with what was changed."""
    card = {name: getattr(fund, name) for name in CARD}
    data = card | {"text": "", "contact": contact} | bots.fields() | changed
    return client.post(reverse("home:correction_ask", args=[fund.pk, fund.slug]), data)


def asked(client: Client, fund: Organisation, **changed: str) -> CorrectionRequest:
    assert post(client, fund, **({"address": "с. Тулаш, ул. Мира, д. 5"} | changed)).status_code == 302
    return CorrectionRequest.objects.latest("pk")


def words(letter: Letter) -> str:
    return kind_of(letter.kind).make(letter).text


def test_the_card_leads_to_the_form_which_holds_what_stands_now(client: Client, fund: Organisation) -> None:
    address = reverse("home:correction_ask", args=[fund.pk, fund.slug])
    assert address in client.get(f"/organizacii/{fund.pk}-{fund.slug}/").content.decode()
    assert "с. Тулаш, ул. Советская, д. 1" in client.get(address).content.decode()


def test_only_what_differs_is_asked_and_the_coordinator_gets_a_letter(client: Client, fund: Organisation, boris: object) -> None:
    correction = asked(client, fund)
    assert (correction.proposed, correction.state) == ({"address": "с. Тулаш, ул. Мира, д. 5"}, "new")
    letter = Letter.objects.get(kind="regions.correction_asked")
    assert letter.to == boris.email
    assert [one in words(letter) for one in ("Советская, д. 1 → с. Тулаш, ул. Мира, д. 5", correction.public_id)] == [True, True]
    fund.refresh_from_db()
    assert fund.address == "с. Тулаш, ул. Советская, д. 1"


def test_a_double_click_is_one_request_and_one_letter(client: Client, fund: Organisation) -> None:
    asked(client, fund)
    asked(client, fund)
    assert (CorrectionRequest.objects.count(), Letter.objects.filter(kind="regions.correction_asked").count()) == (1, 1)


def test_nothing_changed_and_no_contact_are_told_at_the_field(client: Client, fund: Organisation) -> None:
    same = post(client, fund)
    nobody = post(client, fund, contact="", address="с. Тулаш")
    assert (same.status_code, "Вы ничего не изменили" in same.content.decode()) == (422, True)
    assert (nobody.status_code, "с. Тулаш" in nobody.content.decode(), CorrectionRequest.objects.count()) == (422, True, 0)


def test_a_phone_is_enough(client: Client, fund: Organisation) -> None:
    correction = asked(client, fund, contact="8 912 345-67-89")
    assert (correction.email, correction.phone) == ("", "+79123456789")


def test_the_coordinator_writes_it_into_the_card(client: Client, fund: Organisation, boris: object) -> None:
    correction = asked(client, fund)
    client.force_login(boris)
    screen = client.get(reverse("home:correction", args=[correction.public_id])).content.decode()
    assert "с. Тулаш, ул. Мира, д. 5" in screen
    card = {name: getattr(fund, name) for name in CARD}
    data = card | {"address": "с. Тулаш, ул. Мира, д. 5а", "answer": "Сверили с уставом.", "act": "apply"}
    assert client.post(reverse("home:correction", args=[correction.public_id]), data).status_code == 302
    fund.refresh_from_db()
    correction.refresh_from_db()
    assert (fund.address, correction.state) == ("с. Тулаш, ул. Мира, д. 5а", "done")
    entry = Entry.objects.get(verb="corrected")
    assert (entry.was["address"], entry.now["address"]) == ("с. Тулаш, ул. Советская, д. 1", "с. Тулаш, ул. Мира, д. 5а")
    assert entry.actor_id == boris.pk
    letter = Letter.objects.get(kind="regions.correction_decided")
    assert (letter.to, "исправлена" in words(letter), "Сверили с уставом." in words(letter)) == ("rimma@example.org", True, True)


def test_a_proposal_taken_as_it_is_changes_the_card(client: Client, fund: Organisation, boris: object) -> None:
    correction = asked(client, fund)
    client.force_login(boris)
    card = {name: getattr(fund, name) for name in CARD} | correction.proposed
    client.post(reverse("home:correction", args=[correction.public_id]), card | {"answer": "", "act": "apply"})
    fund.refresh_from_db()
    assert fund.address == "с. Тулаш, ул. Мира, д. 5"


def test_an_answer_may_be_no(client: Client, fund: Organisation, boris: object) -> None:
    correction = asked(client, fund)
    client.force_login(boris)
    address = reverse("home:correction", args=[correction.public_id])
    assert client.post(address, {"act": "decline", "answer": ""}).status_code == 422
    client.post(address, {"act": "decline", "answer": "Адрес прежний, позвонили в фонд."})
    client.post(address, {name: getattr(fund, name) for name in CARD} | {"address": "Другое", "act": "apply"})
    fund.refresh_from_db()
    correction.refresh_from_db()
    assert (fund.address, correction.state) == ("с. Тулаш, ул. Советская, д. 1", "declined")
    assert "Адрес прежний" in words(Letter.objects.get(kind="regions.correction_decided"))


def test_another_region_sees_nothing(client: Client, fund: Organisation, boris: object, vera: object, anna: object) -> None:
    correction = asked(client, fund)
    seen = {}
    for person in (boris, vera, anna):
        client.force_login(person)
        desk, one = client.get(reverse("home:corrections")), client.get(reverse("home:correction", args=[correction.public_id]))
        seen[person.first_name] = ("Общее поле" in desk.content.decode(), one.status_code)
    assert seen == {"Борис": (True, 200), "Вера": (False, 404), "Анна": (False, 404)}


def test_a_region_without_a_coordinator_asks_the_network(client: Client, settings: object) -> None:
    fund = organisation("Фонд «Сокол»", "SAM", slug="sokol", address="с. Сокольево")
    asked(client, fund, address="с. Сокольево, д. 1")
    assert Letter.objects.get(kind="regions.correction_asked").to == settings.NETWORK_PHONE[2]


def test_contacts_are_forgotten_a_month_after_the_answer(client: Client, fund: Organisation) -> None:
    waiting, old = asked(client, fund), asked(client, fund, address="с. Тулаш, д. 7")
    CorrectionRequest.objects.filter(pk=old.pk).update(state="done", decided_at=timezone.now() - dt.timedelta(days=31))
    forget_contacts()
    assert list(CorrectionRequest.objects.order_by("pk").values_list("pk", "email")) == [
        (waiting.pk, "rimma@example.org"),
        (old.pk, ""),
    ]
    assert mail.outbox == []
