"""Consents: given, withdrawn, asked again for a new edition; published texts are frozen in code and in the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from core import guard
from core.models import Entry, Letter
from people import consents
from people.forms import ConsentField
from people.models import Consent, ConsentDocument, ErasureRequest, Purpose
from people.models.consent import FrozenDocument

give = guard.act(consents.give)


def new_edition(purpose: str, version: int = 2, locale: str = "ru") -> ConsentDocument:
    return ConsentDocument.objects.create(
        purpose=purpose,
        locale=locale,
        version=version,
        title="Новая",
        short="Согласен",
        text="Новый текст",
        published_at=timezone.now(),
    )


def test_every_purpose_has_a_published_text(db):
    assert set(ConsentDocument.objects.current_by_purpose()) == set(Purpose.values)
    for purpose in Purpose.values:
        assert Client().get(f"/soglasiya/{purpose}/").status_code == 200
    assert Client().get("/soglasiya/").content.decode().count('href="/soglasiya/') >= len(Purpose.values)


def test_a_new_edition_asks_again(anna):
    give(Purpose.SCHOOL, person=anna)
    assert consents.has(anna, Purpose.SCHOOL) is True
    new_edition(Purpose.SCHOOL)
    assert consents.has(anna, Purpose.SCHOOL) is False
    give(Purpose.SCHOOL, person=anna)
    assert consents.has(anna, Purpose.SCHOOL) is True


def test_a_draft_is_not_in_force_and_an_older_translation_neither(anna):
    ConsentDocument.objects.create(purpose="mailing", version=5, title="Ч", short="Ч", text="Ч")
    assert consents.current("mailing").version == 1
    new_edition("mailing", 2, "ru")
    new_edition("mailing", 1, "en")
    assert (consents.current("mailing", "en").locale, consents.current("mailing", "en").version) == ("ru", 2)


def test_an_earlier_edition_stays_readable(client, db):
    earlier = consents.current("mailing")
    new_edition("mailing")
    assert "Новый текст" in client.get("/soglasiya/mailing/").content.decode()
    assert earlier.title in client.get("/soglasiya/mailing/?r=1").content.decode()
    for wrong in ("?r=77", "?r=²", "?r=x"):
        assert client.get(f"/soglasiya/mailing/{wrong}").status_code in {200, 404}


def test_a_published_text_is_frozen_in_code(db):
    document = consents.current("photo")
    document.text = "Другое"
    with pytest.raises(ValidationError):
        document.full_clean()
    with pytest.raises(FrozenDocument):
        document.save()


def test_a_published_text_is_frozen_in_the_database(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentDocument.objects.filter(purpose="photo").update(text="Другое")


def test_a_given_consent_is_never_changed_but_its_traces_go(anna):
    consent = give(Purpose.PHOTO, person=anna, ip="10.0.0.1")
    Consent.objects.filter(pk=consent.pk).update(ip=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(source="paper")


def test_a_guest_consents_by_address_about_a_row(anna):
    consent = give(Purpose.EVENT, address="guest@example.org", about=anna)
    assert (consent.person, consent.address, consent.about_key) == (None, "guest@example.org", anna.public_id)


def test_anna_gives_and_withdraws_on_her_page(client, anna, egor):
    client.force_login(anna)
    client.post("/accounts/consents/photo/", {"action": "give"})
    assert consents.has(anna, Purpose.PHOTO) is True
    assert "Редактор уберёт снимки с вами за три рабочих дня" in client.get("/accounts/consents/").content.decode()
    client.post("/accounts/consents/photo/", {"action": "withdraw"})
    assert consents.has(anna, Purpose.PHOTO) is False
    assert [one.verb for one in Entry.objects.for_person(anna)] == ["consent_withdrawn", "consent_given"]
    assert Letter.objects.get(kind="people.withdrawal_task").to == "egor@example.org"


def test_withdrawing_the_account_gives_three_days_to_think(client, anna):
    give(Purpose.ACCOUNT, person=anna)
    client.force_login(anna)
    client.post("/accounts/consents/account/", {"action": "withdraw"})
    request = ErasureRequest.objects.get(user=anna)
    assert round((request.due_at - request.asked_at).total_seconds() / 3600) == 72


def test_the_list_of_consents_costs_the_same_however_many(client, anna, django_assert_max_num_queries):
    client.force_login(anna)
    for purpose in Purpose.values:
        give(purpose, person=anna)
    with django_assert_max_num_queries(12):
        assert client.get("/accounts/consents/").status_code == 200


def test_the_box_is_never_ticked_and_links_to_its_text(db):
    field = ConsentField("event_registration")
    assert (field.initial, field.required) == (False, True)
    assert 'href="/soglasiya/event_registration/"' in str(field.label)


def test_administrators_write_texts_and_cannot_change_published_ones(client, irina, egor):
    client.force_login(irina)
    add = "/admin/snippets/people/consentdocument/add/"
    assert client.get(add).status_code == 200
    published = consents.current("photo")
    answer = client.get(f"/admin/snippets/people/consentdocument/edit/{published.pk}/")
    assert answer.status_code == 302
    other = Client()
    other.force_login(egor)
    assert other.get(add).status_code == 302
