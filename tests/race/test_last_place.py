"""People race for the last places over HTTP against two processes: none too many, none too few (spec: reliability §4, §12)."""

import secrets
from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest

from core.models import Entry, Letter
from events.models import Registration
from regions.models import Region
from tests.factories.events import make_event, make_page
from tests.race.live import UNGUARDED, Visitor, at_once, database, server

pytestmark = pytest.mark.race
ADDRESS = "/events/modul/register/"
PLACES, PEOPLE = 20, 60
TAG = secrets.token_hex(4)  # limits live in the shared cache longer than one run


@pytest.fixture(scope="module")
def url(django_db_blocker: object, django_db_setup: None) -> Iterator[str]:
    """A database of the race's own, to which the default connection is turned meanwhile."""
    with django_db_blocker.unblock(), database("race") as address:
        yield address


@pytest.fixture(scope="module")
def port(url: str) -> Iterator[int]:
    """One server for all tests but the twin."""
    with server(url) as found:
        yield found


def make_module(places: int, slug: str = "modul") -> int:
    """A published module with so many places, in the server's database."""
    event = make_event(places)
    make_page(event, slug)
    return event.pk


def take(visitor: Visitor, region: int, hidden: dict[str, str], contact: str, address: str = ADDRESS, **more: str) -> tuple:
    """Send the form."""
    written = {
        "contact": contact,
        "surname": "Рябинина",
        "name": "Ольга",
        "no_patronymic": "on",
        "region": str(region),
        "agree": "on",
    }
    return visitor.post(address, written | hidden | more)


def crowd(port: int, people: int, *, first: int = 1, address: str = ADDRESS, **more: str) -> list[partial]:
    """So many people with the form open before them."""
    region = Region.objects.get(code="RU-PER").pk
    visitors = [Visitor(port, number) for number in range(first, first + people)]
    return [
        partial(take, one, region, one.open_form(address), f"olga-{TAG}-{one.number}@example.org", address, **more)
        for one in visitors
    ]


def rows(event: int, *statuses: str) -> int:
    return Registration.objects.filter(event=event, status__in=statuses).count()


def agree_with_rows(event: int) -> None:
    """Every entry has its history row and its letter, and numbers are given once."""
    registrations = list(Registration.objects.filter(event=event))
    keys = [row.public_id for row in registrations]
    first = Counter(Entry.objects.filter(verb="registered", key__in=keys).values_list("key", flat=True))
    assert first == Counter(keys)
    told = Counter(Letter.objects.filter(about_key__in=keys).values_list("about_key", "kind"))
    for row in registrations:
        taken = Entry.objects.get(verb="registered", key=row.public_id).now["status"]
        kind = {"confirmed": "events.registration_confirmed", "waiting": "events.waiting_joined"}[taken]
        assert told[row.public_id, kind] == 1
    assert sorted(row.ticket_number for row in registrations) == list(range(1, len(registrations) + 1))


def test_two_race_for_the_last_place_and_one_gets_it(port: int) -> None:
    event = make_module(1, "poslednee-mesto")
    answers = at_once(crowd(port, 2, address="/events/poslednee-mesto/register/"))
    assert sorted(status for status, _text, _next in answers) == [302, 422]
    refused = next(text for status, text, _next in answers if status == 422)
    assert "Пока вы заполняли форму, последнее место заняли" in refused
    assert 'value="Рябинина"' in refused
    assert rows(event, "confirmed") == 1
    agree_with_rows(event)


def test_nobody_too_many_nobody_too_few_one_person_once(port: int) -> None:
    event, other = make_module(PLACES), make_module(3, "vstrecha")
    answers = at_once(crowd(port, PEOPLE, may_wait="1"))
    same = crowd(port, 1, first=900, address="/events/vstrecha/register/")[0]
    doubles = at_once([same, *crowd_of_one(port, 8)])
    assert Counter(status for status, _text, _next in answers) == Counter({302: PEOPLE})
    assert (rows(event, "confirmed"), rows(event, "waiting")) == (PLACES, PEOPLE - PLACES)
    assert {status for status, _text, _next in doubles} <= {200, 302}
    assert rows(other, "confirmed") == 1
    agree_with_rows(event)
    agree_with_rows(other)


def crowd_of_one(port: int, times: int) -> list[partial]:
    """One person in so many browsers at once."""
    region, address = Region.objects.get(code="RU-PER").pk, "/events/vstrecha/register/"
    visitors = [Visitor(port, 1000 + number) for number in range(times)]
    return [partial(take, one, region, one.open_form(address), f"Olga-{TAG}-900@example.org", address) for one in visitors]


def test_cancelling_while_others_take_gives_each_place_once(port: int) -> None:
    event, address = make_module(PLACES, "tuda-i-obratno"), "/events/tuda-i-obratno/register/"
    first = at_once(crowd(port, PLACES, first=300, address=address))
    leaving = [partial(cancel, port, number, answer[2]) for number, answer in enumerate(first[:8])]
    coming = crowd(port, 30, first=500, address=address, may_wait="1")
    mixed = at_once([task for pair in zip(coming, leaving, strict=False) for task in pair] + coming[8:])
    assert all(status == 302 for status, _text, _next in mixed)
    # a freed place is offered to who waited first, or taken by a newcomer while nobody waits: never both, never neither
    assert rows(event, "confirmed", "offered") == PLACES
    assert rows(event, "cancelled") == 8


def cancel(port: int, number: int, ticket: str) -> tuple:
    """Cancel by the link of a ticket."""
    visitor = Visitor(port, 2000 + number)
    token = visitor.open_form(f"{ticket}cancel/")
    return visitor.post(f"{ticket}cancel/", token)


def test_without_the_lock_places_are_oversold(url: str) -> None:
    """The control twin: if this one held, the tests above would prove nothing."""
    sold = []
    with server(url, UNGUARDED) as port:
        for turn in range(4):
            event = make_module(PLACES, f"bez-zamka-{turn}")
            at_once(crowd(port, 40, first=3000 + 100 * turn, address=f"/events/bez-zamka-{turn}/register/"))
            sold.append(rows(event, "confirmed") - PLACES)
            if max(sold) > 0:
                break
    assert max(sold) > 0
