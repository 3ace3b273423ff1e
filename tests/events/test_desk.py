"""The desk: who sees whom, what is logged, what strangers meet (spec: reliability §3)."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from core.models import Entry, Letter
from events.models import Registration
from people.models import Consent
from tests.factories.events import make_event, make_organiser, region, take_place

pytestmark = pytest.mark.django_db


def desk(name: str, event: object, *more: object) -> str:
    return reverse(f"events:desk_{name}", args=[event.key, *more])


@pytest.fixture
def event(zoya: object) -> object:
    found = make_event()
    make_organiser(found, zoya)
    return found


def seen(client: Client, user: object, address: str) -> str | None:
    """The page's text, None for 404."""
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code in (200, 404)
    return answer.content.decode() if answer.status_code == 200 else None


def test_each_sees_the_own_people_and_strangers_a_404(
    client: Client, event: object, zoya: object, vera: object, boris: object, irina: object, egor: object, anna: object
) -> None:
    take_place(event, surname="Пермякова", region=region("PER"))
    take_place(event, surname="Вятская", region=region("KIR"))
    address = desk("people", event)
    answers = {user.first_name: seen(client, user, address) for user in (zoya, irina, vera, boris, egor, anna)}
    told = {name: [word for word in ("Пермякова", "Вятская") if html and word in html] for name, html in answers.items()}
    assert told == {
        "Зоя": ["Пермякова", "Вятская"],
        "Ирина": ["Пермякова", "Вятская"],
        "Вера": ["Пермякова"],
        "Борис": ["Вятская"],
        "Егор": [],
        "Анна": [],
    }
    assert (answers["Егор"], answers["Анна"]) == (None, None)


def test_an_organiser_of_another_event_meets_a_404(client: Client, zoya: object) -> None:
    other = make_event()
    take_place(other)
    for name in ("event", "people", "add"):
        assert seen(client, zoya, desk(name, other)) is None


def test_a_seat_without_the_role_opens_nothing(client: Client, event: object, zoya: object) -> None:
    zoya.groups.clear()
    assert seen(client, type(zoya).objects.get(pk=zoya.pk), desk("people", event)) is None
    assert list(Registration.objects.visible_to(zoya)) == []


def test_contacts_are_masked_and_opening_them_is_written_down(client: Client, event: object, zoya: object) -> None:
    row = take_place(event, "olga.tihonova@example.org")
    client.force_login(zoya)
    for address in (desk("people", event), desk("person", event, row.public_id)):
        html = client.get(address).content.decode()
        assert "olga.tihonova@example.org" not in html
        assert "o…@example.org" in html
    assert "olga.tihonova@example.org" in client.post(desk("contacts", event, row.public_id)).content.decode()
    entry = Entry.objects.get(verb="contacts_opened")
    assert (entry.actor, entry.audience) == (zoya, "person")


def test_the_table_is_the_list_of_the_screen_and_is_written_down(client: Client, event: object, vera: object) -> None:
    take_place(event, "8 912 000-00-07", surname="Пермякова", region=region("PER"))
    take_place(event, surname="Вятская", region=region("KIR"))
    client.force_login(vera)
    answer = client.get(desk("people", event) + "?format=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert [(row[1], row[5]) for row in rows[1:]] == [("Пермякова", "+79120000007")]
    entry = Entry.objects.get(verb="exported")
    assert (entry.actor, entry.now["rows"], entry.audience) == (vera, 1, "audit")


def test_search_by_first_letters_number_and_state(client: Client, event: object, zoya: object) -> None:
    first, second = take_place(event, surname="Ёлкина"), take_place(event, surname="Сорокина")
    client.force_login(zoya)
    for query, wanted in ((("q", "елк"), first), (("q", str(second.ticket_number)), second), (("status", "confirmed"), first)):
        html = client.get(desk("people", event), dict([query])).content.decode()
        assert wanted.full_name in html
    assert second.full_name not in client.get(desk("people", event), {"q": "елк"}).content.decode()


def test_a_person_is_added_by_phone_with_consent_noted(client: Client, event: object, zoya: object) -> None:
    client.force_login(zoya)
    written = {
        "contact": "8 912 000-00-09",
        "surname": "Попова",
        "name": "Клавдия",
        "patronymic": "Петровна",
        "region": region("KIR").pk,
        "option": event.options.get().pk,
        "consent": "по телефону, подпишет на входе",
        "submit_key": "once",
    }
    answers = [client.post(desk("add", event), written) for _time in range(2)]
    row = Registration.objects.get()
    assert {answer.url for answer in answers} == {desk("person", event, row.public_id)}
    assert (row.source, row.status, Consent.objects.get().proof) == ("phone", "confirmed", "по телефону, подпишет на входе")
    assert Entry.objects.about(row).first().actor == zoya
    again = client.post(desk("add", event), written | {"submit_key": "other"})
    assert again.status_code == 422
    assert "Уже в списке: Попова Клавдия Петровна" in again.content.decode()


def test_a_coordinator_adds_people_of_the_own_region_only(client: Client, event: object, vera: object) -> None:
    client.force_login(vera)
    written = {"contact": "a@example.org", "surname": "А", "name": "Б", "no_patronymic": "on", "option": event.options.get().pk}
    refused = client.post(desk("add", event), written | {"region": region("KIR").pk, "consent": "бумага № 1"})
    assert (refused.status_code, Registration.objects.count()) == (422, 0)
    client.post(desk("add", event), written | {"region": region("PER").pk, "consent": "бумага № 1"})
    assert Registration.objects.get().region == region("PER")


def test_acts_need_a_reason_and_meet_the_present_state(client: Client, event: object, zoya: object) -> None:
    row = take_place(event)
    client.force_login(zoya)
    address = desk("person_act", event, row.public_id, "revoke")
    assert client.post(address).status_code == 422
    assert client.post(address, {"reason": "Нужен вход без ступеней"}).status_code == 302
    late = client.post(address, {"reason": "Ещё раз"})
    assert late.status_code == 409
    assert "отозвана организатором" in late.content.decode()
    letter = Letter.objects.get(kind="events.registration_revoked")
    assert letter.data["reason"] == "Нужен вход без ступеней"


def test_a_region_approves_only_where_the_event_lets_it(client: Client, event: object, vera: object) -> None:
    event.options.update(needs_approval=True)
    row = take_place(event)
    client.force_login(vera)
    address = desk("person_act", event, row.public_id, "approve")
    assert client.post(address, {"reason": "Подходит"}).status_code == 404
    type(event).objects.update(regional_approval=True)
    assert client.post(address, {"reason": "Подходит"}).status_code == 302
    assert Registration.objects.get(pk=row.pk).status == "confirmed"


def test_the_event_is_postponed_after_the_number_of_letters_is_said(
    client: Client, event: object, zoya: object, boris: object
) -> None:
    take_place(event)
    client.force_login(zoya)
    assert "Письма получат 1\u00a0человек" in client.get(desk("act", event, "postpone")).content.decode()
    client.post(desk("act", event, "postpone"), {"reason": "Паводок"})
    assert type(event).objects.get().status == "postponed"
    assert client.get(desk("act", event, "postpone")).status_code == 404
    client.force_login(boris)
    assert client.get(desk("act", event, "cancel")).status_code == 404


def test_the_front_counts_people_by_state(client: Client, event: object, zoya: object) -> None:
    take_place(event)
    html = seen(client, zoya, reverse("events:desk"))
    assert "Подтверждены: 1" in html
    assert "свободно: 29" in html


def test_a_visitor_goes_to_the_door(client: Client, event: object) -> None:
    assert client.get(desk("people", event)).url.startswith("/accounts/login/")


def test_a_coordinator_of_a_part_is_told_whose_people_are_shown(
    client: Client, event: object, zoya: object, vera: object
) -> None:
    take_place(event, region=region("KIR"))
    part, whole = seen(client, vera, desk("event", event)), seen(client, zoya, desk("event", event))
    assert "Видны только люди, с которыми вы работаете: Пермский край." in part
    assert "Из вашего региона пока никто не записан." in part
    assert "Места на всё событие" in part
    assert "Видны только люди" not in whole
    assert "Видны только люди" in seen(client, vera, desk("people", event))
    front = reverse("events:desk")
    assert (
        "считаем только среди ваших людей: Пермский край" in seen(client, vera, front),
        "среди" in seen(client, zoya, front),
    ) == (True, False)
