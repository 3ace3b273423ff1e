"""Calendar files: UTC, no zone tables, stable names, an end for what is cancelled (spec: events §7)."""

import datetime as dt

import icalendar
import pytest
from django.test import Client

from events.calendar import Item, calendar
from events.models import Event, Session
from tests.factories.events import make_event, make_page, region, take_place

pytestmark = pytest.mark.django_db


def lines(raw: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))


def test_hours_are_utc_and_no_zone_is_named() -> None:
    event = make_event()
    raw = calendar([Item(event, "https://example.org/e/")])
    assert (b"TZID" in raw, b"VTIMEZONE" in raw, b"METHOD:PUBLISH" in raw) == (False, False, True)
    line = lines(raw)[0]
    assert (line.decoded("dtstart"), line.decoded("dtend")) == (event.starts_at, event.ends_at)
    assert "10:00–17:00" in str(line["description"])
    assert str(line["uid"]) == f"{event.key}-1@127.0.0.1"


def test_three_days_are_three_lines_with_their_own_hours() -> None:
    event = make_event()
    for day in range(3):
        Session.objects.create(event=event, title="Утро", starts_at=event.starts_at + dt.timedelta(days=day))
        Session.objects.create(event=event, title="Вечер", starts_at=event.starts_at + dt.timedelta(days=day, hours=8))
    found = lines(calendar([Item(event, "", event.sessions.all())]))
    assert [line.decoded("dtend") - line.decoded("dtstart") for line in found] == [dt.timedelta(hours=9)] * 3


def test_line_breaks_in_a_title_forge_nothing() -> None:
    event = make_event(title="Лагерь\r\nATTENDEE:mailto:evil@example.org")
    raw = calendar([Item(event, "")])
    assert b"\r\nATTENDEE" not in raw


def test_the_feed_keeps_cancelled_ones_and_asks_by_region(client: Client) -> None:
    perm, kirov = make_event(), make_event(host_region=region("KIR"), title="Вятская встреча")
    gone, old = make_event(status="cancelled"), make_event(days=-100)
    for event in (perm, kirov, gone, old):
        make_page(event)
    make_event(title="Без страницы")
    answer = client.get("/events/feed.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert {(str(line["uid"])[:36], str(line["status"])) for line in lines(answer.content)} == {
        (str(perm.key), "CONFIRMED"),
        (str(kirov.key), "CONFIRMED"),
        (str(gone.key), "CANCELLED"),
    }
    only = lines(client.get("/events/feed.ics?region=kirovskaya-oblast").content)
    assert [str(line["summary"]) for line in only] == ["Вятская встреча"]
    assert client.get("/events/feed.ics?region=nowhere").status_code == 404


def test_one_event_and_the_feeds_of_news(client: Client) -> None:
    page = make_page(make_event(), "modul")
    assert len(lines(client.get("/events/modul.ics").content)) == 1
    for address in ("/events/feed.atom", "/events/feed.rss"):
        text = client.get(address).content.decode()
        assert "ФМС-ЛАБ «Прикамье»" in text
        assert "http://127.0.0.1:8000/" in text
    assert client.get("/events/nowhere.ics").status_code == 404
    page.unpublish()
    assert client.get("/events/modul.ics").status_code == 404


def test_a_cancelled_entry_takes_the_event_out_of_the_calendar(client: Client) -> None:
    row = take_place(make_event())
    address = f"/events/r/{row.link_token('ticket')}/ticket.ics"
    assert str(lines(client.get(address).content)[0]["status"]) == "CONFIRMED"
    client.post(f"/events/r/{row.link_token('ticket')}/cancel/")
    assert str(lines(client.get(address).content)[0]["status"]) == "CANCELLED"


def test_a_raised_sequence_tells_calendars_of_the_change() -> None:
    event = make_event()
    Event.objects.filter(pk=event.pk).update(sequence=3)
    assert lines(calendar([Item(Event.objects.get(pk=event.pk), "")]))[0]["sequence"] == 3
