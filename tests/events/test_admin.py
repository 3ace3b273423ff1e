"""The admin «События»: pages make facts, people forbid deletion, nobody edits a stranger's event (spec: reliability §2)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.models import Letter
from events.models import Event, EventPage, EventStaff, Quota, Registration
from tests.factories.events import make_event, make_index, make_organiser, make_page, region, take_place

pytestmark = pytest.mark.django_db


def new_page(client: Client, title: str = "Новая встреча") -> object:
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", make_index().pk])
    empty = {"body-count": "0", "for_whom": "null", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return client.post(address, {"title": title, "slug": "novaya", "intro": "О чём", "action-publish": "1"} | empty)


def facts(event: Event, **more: object) -> dict:
    values = {name: getattr(event, name) for name in ("title", "kind", "zone", "format", "audience", "outsiders", "silent")}
    values |= {
        "starts_at": "2027-05-20 10:00",
        "ends_at": "2027-05-20 17:00",
        "offer_hours": 48,
        "reconfirm_days": 3,
        "hold_days": 5,
    }
    return values | {"host_region": event.host_region_id or "", "waiting_list": "on"} | more


def test_an_organiser_makes_a_page_and_with_it_the_event(client: Client, zoya: object) -> None:
    client.force_login(zoya)
    answer = new_page(client)
    event = Event.objects.get()
    assert answer.url == reverse("event:edit", args=[event.pk])
    assert (event.title, event.key) == ("Новая встреча", EventPage.objects.get().translation_key)
    assert [seat.user for seat in EventStaff.objects.all()] == [zoya]
    assert (event.options.count(), event.quotas.get().size) == (1, None)


def test_an_editor_of_nothing_and_a_visitor_make_nothing(client: Client, galina: object) -> None:
    client.force_login(galina)
    assert new_page(client).status_code in (302, 403, 404)
    assert Event.objects.count() == 0


def test_hours_are_typed_on_the_clock_of_the_event(client: Client, zoya: object) -> None:
    event = make_event(places=5)
    make_organiser(event, zoya)
    client.force_login(zoya)
    address = reverse("event:edit", args=[event.pk])
    assert client.post(address, facts(event, zone="Asia/Irkutsk")).status_code == 302
    assert Event.objects.get().starts_at == dt.datetime(2027, 5, 20, 2, tzinfo=dt.UTC)


def test_a_change_that_is_told_asks_first(client: Client, zoya: object) -> None:
    event = make_event()
    make_organiser(event, zoya)
    take_place(event)
    client.force_login(zoya)
    address = reverse("event:edit", args=[event.pk])
    asked = client.post(address, facts(event))
    assert "Письма получат 1\u00a0человек" in asked.content.decode()
    assert Event.objects.get().starts_at == event.starts_at
    assert client.post(address, facts(event, tell="on")).status_code == 302
    assert Letter.objects.filter(kind="events.event_changed").count() == 1


def test_facts_are_edited_by_own_organiser_hosting_region_and_administrator(
    client: Client, zoya: object, vera: object, boris: object, irina: object, egor: object
) -> None:
    event = make_event(host_region=region("PER"))
    address = reverse("event:edit", args=[event.pk])
    may = {}
    for user in (zoya, vera, boris, irina, egor):
        client.force_login(user)
        may[user.first_name] = client.get(address).status_code == 200
    assert may == {"Зоя": False, "Вера": True, "Борис": False, "Ирина": True, "Егор": False}


def test_the_page_is_edited_by_its_organiser(zoya: object, boris: object) -> None:
    event = make_event()
    page = make_page(event)
    make_organiser(event, zoya)
    assert [page.permissions_for_user(user).can_edit() for user in (zoya, boris)] == [True, False]
    assert [page.permissions_for_user(user).can_publish() for user in (zoya, boris)] == [True, False]


def test_a_page_with_people_is_not_deleted(client: Client, admin_user: object) -> None:
    event = make_event()
    page = make_page(event)
    take_place(event)
    client.force_login(admin_user)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Page.objects.filter(pk=page.pk).exists()
    Registration.objects.all().delete()
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert (Page.objects.filter(pk=page.pk).exists(), Event.objects.exists()) == (False, False)


def test_a_copy_takes_facts_without_dates_and_people(client: Client, admin_user: object) -> None:
    event = make_event(places=7, contact_name="Людмила Полозова")
    page = make_page(event, "pervaya")
    take_place(event)
    client.force_login(admin_user)
    answer = client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Вторая", "new_slug": "vtoraya", "new_parent_page": make_index().pk},
    )
    assert answer.status_code == 302
    copy = Event.objects.exclude(pk=event.pk).get()
    assert (copy.title, copy.contact_name, copy.starts_at, copy.registrations.count()) == ("Вторая", "Людмила Полозова", None, 0)
    assert copy.quotas.get().size == 7


@pytest.mark.parametrize("name", ["event", "registrationoption", "quota", "session", "place", "speaker", "internshipcall"])
def test_every_list_opens_for_an_administrator(client: Client, admin_user: object, name: str) -> None:
    event = make_event()
    client.force_login(admin_user)
    assert client.get(reverse(f"{name}:index")).status_code == 200
    if name == "quota":
        assert client.get(reverse("quota:edit", args=[Quota.objects.get(event=event).pk])).status_code == 200
    if name not in ("event",):
        assert client.get(reverse(f"{name}:add")).status_code == 200


def test_a_quota_of_a_strangers_event_is_not_found(client: Client, zoya: object) -> None:
    event = make_event()
    client.force_login(zoya)
    assert client.get(reverse("quota:edit", args=[event.quotas.get().pk])).status_code == 404
    make_organiser(event, zoya)
    written = {"event": event.pk, "kind": "places", "size": "3", "within": "", "region": "", "released_at": ""}
    assert client.post(reverse("quota:edit", args=[event.quotas.get().pk]), written).status_code == 302
    assert event.quotas.get().size == 3


def test_the_list_of_facts_leads_to_a_new_page_a_copy_and_the_desk(client: Client, zoya: object) -> None:
    event = make_event()
    page = make_page(event)
    make_organiser(event, zoya)
    client.force_login(zoya)
    html = client.get(reverse("event:index")).content.decode()
    for name, args in (("add", ["events", "eventpage", make_index().pk]), ("edit", [page.pk]), ("copy", [page.pk])):
        assert reverse(f"wagtailadmin_pages:{name}", args=args) in html
    assert reverse("events:desk_event", args=[event.key]) in html
    assert client.get(reverse("wagtailadmin_pages:add", args=["events", "eventpage", make_index().pk])).status_code == 200
