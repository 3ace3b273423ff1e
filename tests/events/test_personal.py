"""What is kept about a person: claimed by a proven address, exported, erased (spec: events §4)."""

import pytest
from allauth.account.models import EmailAddress

from core.models import Entry, Letter
from events.models import Registration
from events.services import personal
from people import withdrawals
from people.models import Consent, ConsentWithdrawal
from tests.factories.events import make_event, take_place

pytestmark = pytest.mark.django_db


def proven(user: object) -> None:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def test_guest_entries_join_the_account_after_the_address_is_proven(anna: object) -> None:
    guest, shared = (
        take_place(make_event(), "anna@example.org"),
        take_place(make_event(), "anna@example.org", shared_mailbox=True),
    )
    own = take_place(make_event(), "other@example.org", person=anna)
    assert set(Registration.objects.of_person(anna)) == {own}
    proven(anna)
    assert set(Registration.objects.of_person(anna)) == {own, guest}
    assert shared not in Registration.objects.of_person(anna)


def test_a_foreign_guest_entry_is_nobodys(anna: object, boris: object) -> None:
    proven(anna)
    take_place(make_event(), "anna@example.org")
    assert list(Registration.objects.of_person(boris)) == []


def test_erased_means_not_found_and_the_place_goes_on(anna: object) -> None:
    event = make_event(places=1)
    row, waits = take_place(event, "anna@example.org", person=anna, surname="Соловьёва"), take_place(event)
    assert personal.erase(anna, True).done == {"записи на события": 1}
    assert Registration.objects.get(pk=row.pk).surname == "Соловьёва"
    personal.erase(anna, False)
    gone = Registration.objects.get(pk=row.pk)
    assert (gone.surname, gone.email, gone.person, gone.status, gone.region) == ("—", "", None, "cancelled", row.region)
    assert Registration.objects.get(pk=waits.pk).status == "offered"
    words = f"{list(Letter.objects.filter(about_key=row.public_id).values())}{list(Entry.objects.about(row).values())}"
    assert ("anna@example.org" in words, "Соловьёва" in words) == (False, False)


def test_described_and_exported(anna: object) -> None:
    take_place(make_event(), "anna@example.org", person=anna)
    assert "ФМС-ЛАБ «Прикамье»" in personal.describe(anna)[0].lines[0]
    assert personal.export(anna).data["registrations"][0]["contact"] == "anna@example.org"


def test_a_guest_takes_the_consent_back_by_the_link(client: object) -> None:
    event = make_event(places=1)
    row, waits = take_place(event, "olga@example.org"), take_place(event)
    link = f"/events/r/{row.link_token('ticket')}/withdraw/"
    assert client.get(link).status_code == 200
    assert Registration.objects.get(pk=row.pk).email == "olga@example.org"
    assert "данные стёрты" in client.post(link).content.decode()
    gone = Registration.objects.get(pk=row.pk)
    assert (gone.status, gone.email, gone.surname) == ("cancelled", "", "—")
    assert ConsentWithdrawal.objects.count() == 1
    assert Registration.objects.get(pk=waits.pk).status == "offered"
    assert client.get(link).status_code == 404


def test_a_consent_withdrawn_in_the_account_cancels_the_coming_entry(anna: object) -> None:
    row = take_place(make_event(), person=anna)
    withdrawals.run(Consent.objects.get(about_key=row.public_id))
    assert Registration.objects.get(pk=row.pk).status == "cancelled"
