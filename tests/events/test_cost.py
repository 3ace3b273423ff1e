"""What screens cost: queries equal at 1 and at many, HTML small (spec: performance, events §9)."""

import datetime as dt
import gzip
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.bots import fields
from events.models import Registration, Session, Speaker
from tests.factories.events import make_event, make_organiser, make_page, make_place, region, take_place

pytestmark = pytest.mark.django_db
FORM = "/events/modul/register/"
WRITTEN = {"contact": "olga@example.org", "surname": "Рябинина", "name": "Ольга", "no_patronymic": "on", "agree": "on"}


def cost(client: Client, address: str, data: dict | None = None) -> tuple[int, object]:
    """Queries of one request and its answer; begin and end of a transaction are no queries."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address) if data is None else client.post(address, data)
    asked = [one["sql"] for one in queries if not re.match("SAVEPOINT|RELEASE|BEGIN|COMMIT", one["sql"])]
    return len(asked), answer


def weight(answer: object) -> int:
    return len(gzip.compress(answer.content, 6))


def full_event() -> object:
    event = make_event(place=make_place())
    for number in range(12):
        Session.objects.create(event=event, title="Пункт", starts_at=event.starts_at + dt.timedelta(hours=number))
        event.speakers.add(Speaker.objects.create(name="Анна Козлова", position="эксперт", region=region("PER"), agreed=True))
    event.neighbour_regions.add(region("UD"), region("KIR"))
    make_page(event, "modul")
    return event


def test_a_registration_costs_at_most_25_queries_and_4_requests(client: Client) -> None:
    full_event()
    client.get(FORM)
    opened, form = cost(client, FORM)
    key = re.search(r'name="submit_key" value="([^"]+)"', form.content.decode())[1]
    sent, answer = cost(client, FORM, WRITTEN | fields() | {"submit_key": key, "region": region("PER").pk})
    shown, ticket = cost(client, answer.url)
    assert (opened <= 8, shown <= 8, weight(form) <= 6000, weight(ticket) <= 6000) == (True, True, True, True)
    assert opened + sent + shown <= 25, (opened, sent, shown)


def test_the_facts_of_a_page_cost_six_queries_beside_the_way_to_it(client: Client) -> None:
    event = full_event()
    page = make_page(make_event(), "pustaya")
    address = f"{page.get_parent().url}modul/"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    ours = [one["sql"] for one in queries if re.search('FROM "(events_(?!event(index)?page)|regions_)', one["sql"])]
    assert answer.context["event"] == event
    assert len(ours) <= 6
    assert weight(answer) <= 6000


@pytest.mark.parametrize("screen", ["people", "event", "person", "add"])
def test_a_desk_costs_at_most_12_with_1_and_with_50_people(client: Client, zoya: object, screen: str) -> None:
    event = make_event(places=100)
    make_organiser(event, zoya)
    client.force_login(zoya)
    counts = []
    for more in (1, 49):
        rows = [take_place(event, organisation_name=f"ТОС {number}") for number in range(more)]
        more_args = [rows[0].public_id] if screen == "person" else []
        address = reverse(f"events:desk_{screen}", args=[event.key, *more_args])
        client.get(address)
        counts.append(cost(client, address)[0])
    assert counts[0] == counts[1] <= 12, counts


def test_a_table_of_many_people_costs_at_most_15(client: Client, zoya: object) -> None:
    event = make_event(places=None)
    make_organiser(event, zoya)
    option = event.options.get()
    Registration.objects.bulk_create(
        Registration(
            event=event, option=option, surname="Рябинина", name="Ольга", sort_name="р", status="confirmed",
            email=f"olga{number}@example.org", region=region("PER"), ticket_number=number,
        )
        for number in range(1, 301)
    )  # fmt: skip
    client.force_login(zoya)
    asked, answer = cost(client, reverse("events:desk_people", args=[event.key]) + "?format=xlsx")
    assert (asked <= 15, answer["Content-Type"].endswith("sheet")) == (True, True)


def test_the_front_of_the_desk_costs_the_same_for_1_and_20_events(client: Client, zoya: object) -> None:
    client.force_login(zoya)
    counts = []
    for more in (1, 19):
        for _event in range(more):
            event = make_event()
            make_organiser(event, zoya)
            take_place(event)
        client.get(reverse("events:desk"))
        counts.append(cost(client, reverse("events:desk"))[0])
    assert counts[0] == counts[1] <= 12, counts
