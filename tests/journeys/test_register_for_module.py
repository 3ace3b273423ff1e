"""A visitor without an account registers for a module, gets the letter, changes the entry and cancels by the link."""

import re

import pytest
from django.test import Client

from core.bots import fields
from core.mail.sending import send_due
from core.models import Letter
from events.models import Registration
from people.models import Consent
from tests.factories.events import make_event, make_page, region

pytestmark = pytest.mark.django_db

WRITTEN = {
    "contact": "Olga.Ryabinina@Example.org",
    "surname": "Рябинина",
    "name": "Ольга",
    "patronymic": "Львовна",
    "organisation": "ТОС «Верхние Ключи»",
    "agree": "on",
}


def form_of(client: Client, address: str) -> dict[str, str]:
    """What the browser has in the form's hidden fields."""
    html = client.get(address).content.decode()
    return {"submit_key": re.search(r'name="submit_key" value="([^"]+)"', html)[1], **fields()}


ADDRESS = "/events/fms-lab-prikamie/register/"


def test_a_visitor_registers_changes_and_cancels_by_the_link(client: Client) -> None:
    event = make_event(places=30, letter_extra="Возьмите паспорт для заселения.")
    finds_the_module(client, make_page(event, "fms-lab-prikamie").url)
    hidden = form_of(client, ADDRESS)
    forgets_the_consent(client, hidden)
    taken = client.post(ADDRESS, WRITTEN | hidden | {"region": region("PER").pk})
    row = Registration.objects.get()
    assert (taken.status_code, row.status, row.email) == (302, "confirmed", "olga.ryabinina@example.org")
    consent = Consent.objects.get()
    assert (consent.address, consent.document.purpose) == ("olga.ryabinina@example.org", "event_registration")
    sees_the_ticket(client, taken.url, row)
    gets_the_letter(taken.url)
    again = client.post(ADDRESS, WRITTEN | hidden | {"region": region("PER").pk})
    assert (again.url, Registration.objects.count()) == (taken.url, 1)
    changes(client, taken.url, row)
    cancels(client, taken.url, row)


def finds_the_module(client: Client, address: str) -> None:
    shown = client.get(address).content.decode()
    assert ADDRESS in shown
    assert "10:00\u00a0по\u00a0Перми (МСК+2)" in shown


def forgets_the_consent(client: Client, hidden: dict[str, str]) -> None:
    refused = client.post(ADDRESS, WRITTEN | hidden | {"agree": "", "region": region("PER").pk})
    assert refused.status_code == 422
    assert 'value="Рябинина"' in refused.content.decode()
    assert Registration.objects.count() == 0


def sees_the_ticket(client: Client, address: str, row: Registration) -> None:
    ticket = client.get(address)
    html = ticket.content.decode()
    assert "Запись подтверждена" in html
    assert f"№ {row.ticket_number}" in html
    assert "<svg" in html
    headers = [ticket[name] for name in ("Referrer-Policy", "Cache-Control", "X-Robots-Tag")]
    assert headers == ["same-origin", "private, no-store", "noindex, nofollow"]


def gets_the_letter(address: str) -> None:
    send_due()
    letter = Letter.objects.get()
    assert (letter.to, letter.state, letter.subject) == ("olga.ryabinina@example.org", "sent", "Вы записаны: ФМС-ЛАБ «Прикамье»")
    assert address in letter.text
    assert "Возьмите паспорт" in letter.text
    assert [attached["name"] for attached in letter.attachments] == ["sobytie.ics", "bilet.png"]


def changes(client: Client, address: str, row: Registration) -> None:
    changed = client.post(f"{address}change/", WRITTEN | {"name": "Олеся", "region": region("KIR").pk})
    row.refresh_from_db()
    assert (changed.status_code, row.name, row.region) == (302, "Олеся", region("KIR"))


def cancels(client: Client, address: str, row: Registration) -> None:
    assert client.get(f"{address}cancel/").status_code == 200
    row.refresh_from_db()
    assert row.status == "confirmed"
    client.post(f"{address}cancel/")
    row.refresh_from_db()
    assert row.status == "cancelled"
    send_due()
    kinds = [one.kind.removeprefix("events.") for one in Letter.objects.order_by("pk")]
    assert kinds == ["registration_confirmed", "registration_changed", "registration_cancelled"]
    assert "Вы отменили запись" in client.get(address).content.decode()


def test_a_person_with_a_phone_only_sees_the_number_on_the_screen(client: Client) -> None:
    event = make_event()
    make_page(event, "modul")
    hidden = form_of(client, "/events/modul/register/")
    taken = client.post(
        "/events/modul/register/", WRITTEN | hidden | {"contact": "8 (912) 000-00-01", "region": region("KIR").pk}
    )
    row = Registration.objects.get()
    assert (row.phone, row.email) == ("+79120000001", "")
    assert f"№ {row.ticket_number}" in client.get(taken.url).content.decode()
    found = client.post("/events/ticket/", {"event": event.key, "number": row.ticket_number, "surname": "рябинина"})
    assert "Запись подтверждена" in found.content.decode()
    missed = client.post("/events/ticket/", {"event": event.key, "number": row.ticket_number, "surname": "Иванова"})
    assert missed.status_code == 422
