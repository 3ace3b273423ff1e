"""A visitor without an account registers for a module, gets the letter, changes the entry and cancels by the link."""

import re

import pytest
from django.core import mail
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


def test_a_visitor_registers_changes_and_cancels_by_the_link(client: Client) -> None:
    event = make_event(places=30, letter_extra="Возьмите паспорт для заселения.")
    page = make_page(event, "fms-lab-prikamie")
    shown = client.get(page.url).content.decode()
    assert "/events/fms-lab-prikamie/register/" in shown
    assert "10:00\u00a0по\u00a0Перми (МСК+2)" in shown
    address = "/events/fms-lab-prikamie/register/"
    hidden = form_of(client, address)

    without_consent = client.post(address, WRITTEN | hidden | {"agree": "", "region": region("PER").pk})
    assert without_consent.status_code == 422
    assert 'value="Рябинина"' in without_consent.content.decode()
    assert Registration.objects.count() == 0

    taken = client.post(address, WRITTEN | hidden | {"region": region("PER").pk})
    row = Registration.objects.get()
    assert (taken.status_code, row.status, row.email) == (302, "confirmed", "olga.ryabinina@example.org")
    consent = Consent.objects.get()
    assert (consent.address, consent.document.purpose) == ("olga.ryabinina@example.org", "event_registration")

    ticket = client.get(taken.url)
    html = ticket.content.decode()
    assert "Запись подтверждена" in html
    assert f"№ {row.ticket_number}" in html
    assert "<svg" in html
    assert ticket["Referrer-Policy"] == "no-referrer"
    assert ticket["Cache-Control"] == "private, no-store"
    assert ticket["X-Robots-Tag"] == "noindex, nofollow"

    send_due()
    letter = Letter.objects.get()
    assert (letter.to, letter.state, letter.subject) == ("olga.ryabinina@example.org", "sent", "Вы записаны: ФМС-ЛАБ «Прикамье»")
    assert taken.url in letter.text
    assert "Возьмите паспорт" in letter.text
    assert [attached["name"] for attached in letter.attachments] == ["sobytie.ics", "bilet.png"]

    again = client.post(address, WRITTEN | hidden | {"region": region("PER").pk})
    assert (again.url, Registration.objects.count()) == (taken.url, 1)

    changed = client.post(f"{taken.url}change/", WRITTEN | {"name": "Олеся", "region": region("KIR").pk})
    assert changed.status_code == 302
    row.refresh_from_db()
    assert (row.name, row.region) == ("Олеся", region("KIR"))

    assert client.get(f"{taken.url}cancel/").status_code == 200
    row.refresh_from_db()
    assert row.status == "confirmed"
    client.post(f"{taken.url}cancel/")
    row.refresh_from_db()
    assert row.status == "cancelled"
    send_due()
    assert [one.kind for one in Letter.objects.order_by("pk")] == [
        "events.registration_confirmed",
        "events.registration_changed",
        "events.registration_cancelled",
    ]
    assert "Вы отменили запись" in client.get(taken.url).content.decode()
    assert mail.outbox == []


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
