"""A changed hour is an act with letters, never a side effect (spec: events §1, §3)."""

import datetime as dt

import pytest

from core.models import Card, Entry, Letter
from core.states import NotAllowed
from events.models import Event, Quota, Registration
from events.services import cancel_event, change_facts, plan_again, postpone_event, stop_registration
from events.services.quotas import save_quota
from tests.factories.events import make_event, make_page, make_place, take_place

pytestmark = pytest.mark.django_db


def letters(kind: str) -> list[Letter]:
    return list(Letter.objects.filter(kind=f"events.{kind}").order_by("pk"))


def test_a_new_hour_is_told_to_whoever_is_registered_and_to_nobody_else(zoya: object) -> None:
    event = make_event(places=2)
    stays, waits = take_place(event), None
    take_place(event)
    waits = take_place(event)
    change_facts(event, {"starts_at": event.starts_at + dt.timedelta(hours=1)}, by=zoya)
    fresh = Event.objects.get(pk=event.pk)
    assert (fresh.starts_at, fresh.sequence) == (event.starts_at + dt.timedelta(hours=1), 1)
    assert len(letters("event_changed")) == 3
    assert {letter.about_key for letter in letters("event_changed")} >= {stays.public_id, waits.public_id}
    assert "10:00–17:00\u00a0по\u00a0Перми (МСК+2)" in letters("event_changed")[0].data["was"]["when"]
    assert [entry.verb for entry in Entry.objects.about(event)] == ["facts_changed"]


def test_a_corrected_word_writes_no_letter_and_saving_the_same_writes_nothing(zoya: object) -> None:
    event = make_event()
    take_place(event)
    change_facts(event, {"letter_extra": "Возьмите паспорт"}, by=zoya)
    change_facts(event, {"letter_extra": "Возьмите паспорт"}, by=zoya)
    assert letters("event_changed") == []
    assert (Event.objects.get(pk=event.pk).sequence, Entry.objects.about(event).count()) == (0, 1)


def test_a_new_place_is_told(zoya: object) -> None:
    event = make_event(place=make_place())
    take_place(event)
    assert list(change_facts(event, {"place": make_place(name="Школа")}, by=zoya)) == ["place"]
    assert len(letters("event_changed")) == 1


def test_postponed_then_planned_again_then_cancelled(zoya: object) -> None:
    event = make_event()
    row = take_place(event)
    Registration.objects.filter(pk=row.pk).update(reconfirmed=True)
    assert postpone_event(event, by=zoya, reason="Паводок") == 1
    moved = Event.objects.get(pk=event.pk)
    assert (moved.status, moved.starts_at, moved.status_note) == ("postponed", None, "Паводок")
    starts = event.starts_at + dt.timedelta(days=20)
    assert plan_again(moved, starts_at=starts, ends_at=starts + dt.timedelta(hours=6), by=zoya) == 1
    assert Registration.objects.get().reconfirmed is None
    assert cancel_event(moved, by=zoya, reason="Паводок не ушёл") == 1
    assert [letter.kind for letter in Letter.objects.order_by("pk")] == [
        "events.registration_confirmed",
        "events.event_postponed",
        "events.event_replanned",
        "events.event_cancelled",
    ]
    with pytest.raises(NotAllowed):
        postpone_event(moved, by=zoya, reason="Ещё раз")


def test_a_raised_quota_is_offered_and_a_lowered_one_throws_nobody_out(zoya: object) -> None:
    event = make_event(places=2)
    rows = [take_place(event) for _person in range(4)]
    quota = Quota.objects.get()
    quota.size = 3
    save_quota(quota, by=zoya)
    quota.size = 1
    save_quota(quota, by=zoya)
    assert [Registration.objects.get(pk=row.pk).status for row in rows] == ["confirmed", "confirmed", "offered", "waiting"]


def test_registration_is_stopped_and_opened_again(zoya: object) -> None:
    event = make_event()
    stop_registration(event, by=zoya, stopped=True)
    assert Event.objects.get(pk=event.pk).stopped_at is not None
    stop_registration(event, by=zoya, stopped=False)
    assert Event.objects.get(pk=event.pk).stopped_at is None


def test_a_change_of_facts_reaches_the_card(zoya: object, django_capture_on_commit_callbacks: object) -> None:
    event = make_event()
    page = make_page(event)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert Card.objects.get(kind="event").date == event.starts_at
    later = event.starts_at + dt.timedelta(hours=1)
    with django_capture_on_commit_callbacks(execute=True):
        change_facts(event, {"starts_at": later}, by=zoya)
    card = Card.objects.get(kind="event")
    assert (card.date, "region:permskiy-kray" in card.facets) == (later, True)
