"""Registering, the waiting list, cancelling: what the person gets and what the rows say (spec: events §3, §4, §8)."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from core.history import Entry as Row
from core.models import Letter
from core.states import NotAllowed
from events.models import Offer, Quota, Registration
from events.services import (
    AlreadyRegistered,
    Full,
    NotOpen,
    Outsider,
    Proof,
    answer_offer,
    approve_registration,
    cancel_registration,
    change_registration,
    register,
    revoke_registration,
)
from events.services.line import TooLate
from events.tasks import sweep
from people.models import Consent
from tests.factories.events import make_entry, make_event, region, take_place

pytestmark = pytest.mark.django_db


def kinds(registration: Registration) -> list[str]:
    rows = Letter.objects.filter(about_key=registration.public_id).order_by("pk")
    return [row.kind.removeprefix("events.") for row in rows]


def verbs(registration: Registration) -> list[str]:
    return [row.verb for row in Row.objects.about(registration)]


def again(row: Registration) -> Registration:
    return Registration.objects.get(pk=row.pk)


def test_a_place_is_taken_with_consent_history_and_one_letter() -> None:
    row = take_place(make_event())
    assert (row.status, row.ticket_number, row.queue_key) == ("confirmed", 1, None)
    assert kinds(row) == ["registration_confirmed"]
    assert verbs(row) == ["registered"]
    assert [consent.document.purpose for consent in Consent.objects.filter(about_key=row.public_id)] == ["event_registration"]


def test_numbers_go_on_within_an_event_and_begin_anew_in_another() -> None:
    event, other = make_event(), make_event()
    assert [take_place(event).ticket_number, take_place(event).ticket_number, take_place(other).ticket_number] == [1, 2, 1]


def test_without_room_the_person_is_asked_before_waiting() -> None:
    event = make_event(places=1)
    take_place(event)
    with pytest.raises(Full):
        register(event, event.options.get(), make_entry(), submit_key="a", proof=Proof())
    assert Registration.objects.count() == 1
    assert Consent.objects.count() == 1
    waiting = take_place(event)
    assert (waiting.status, kinds(waiting)) == ("waiting", ["waiting_joined"])


def test_the_same_form_sent_twice_is_one_registration() -> None:
    event, entry = make_event(), make_entry("olga@example.org")
    rows = [register(event, event.options.get(), entry, submit_key="same", proof=Proof()) for _time in range(2)]
    assert rows[0].pk == rows[1].pk
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(("first", "second"), [("olga@example.org", "Olga@Example.ORG "), ("+79120000001", "8 912 000-00-01")])
def test_one_contact_is_registered_once_however_it_is_spelt(first: str, second: str) -> None:
    event = make_event()
    row = take_place(event, first)
    with pytest.raises(AlreadyRegistered) as known:
        take_place(event, second)
    assert known.value.registration == row


def test_one_account_is_registered_once_and_may_come_back_after_cancelling(anna: object) -> None:
    event = make_event()
    row = take_place(event, person=anna)
    with pytest.raises(AlreadyRegistered):
        take_place(event, person=anna)
    cancel_registration(row)
    assert take_place(event, person=anna).status == "confirmed"


def test_closed_stopped_cancelled_and_past_events_take_nobody() -> None:
    now = timezone.now()
    closed = make_event(closes_at=now - dt.timedelta(minutes=1))
    early = make_event(opens_at=now + dt.timedelta(hours=1))
    stopped = make_event(stopped_at=now)
    cancelled = make_event(status="cancelled")
    past = make_event(days=-3)
    said = []
    for event in (closed, early, stopped, cancelled, past):
        with pytest.raises(NotOpen) as refused:
            take_place(event)
        said.append(str(refused.value.window))
    assert said == ["closed", "not_yet", "stopped", "cancelled", "past"]


def test_outsiders_are_refused_or_looked_at() -> None:
    refusing, looking = (make_event(audience="listed", outsiders=rule) for rule in ("refuse", "approval"))
    with pytest.raises(Outsider):
        take_place(refusing, region=region("IRK"))
    assert take_place(looking, region=region("IRK")).status == "pending"
    looking.neighbour_regions.add(region("UD"))
    assert take_place(looking, region=region("UD")).status == "confirmed"


def test_a_freed_place_goes_to_the_first_in_line_and_not_to_who_cancelled() -> None:
    event = make_event(places=1)
    holder, first, second = (take_place(event) for _person in range(3))
    cancel_registration(holder)
    assert [again(row).status for row in (holder, first, second)] == ["cancelled", "offered", "waiting"]
    assert kinds(first) == ["waiting_joined", "place_offered"]
    newcomer = take_place(event)
    assert newcomer.status == "waiting"
    answer_offer(again(first), yes=True)
    assert again(first).status == "confirmed"
    assert Registration.objects.filter(status="confirmed").count() == 1


def test_an_offer_declined_goes_on_and_a_second_answer_shows_the_first() -> None:
    event = make_event(places=1)
    holder, first, second = (take_place(event) for _person in range(3))
    cancel_registration(holder)
    answer_offer(again(first), yes=False)
    assert [again(row).status for row in (first, second)] == ["cancelled", "offered"]
    with pytest.raises(TooLate) as late:
        answer_offer(again(first), yes=True)
    assert late.value.offer.answer == "no"


def test_silence_goes_to_the_end_of_the_line_and_the_second_leaves_it() -> None:
    event = make_event(places=1, days=30)
    holder, first, second = (take_place(event) for _person in range(3))
    cancel_registration(holder)
    for days, wanted in ((3, ["waiting", "offered"]), (6, ["offered", "waiting"]), (9, ["lapsed", "offered"])):
        with time_machine.travel(timezone.now() + dt.timedelta(days=days), tick=True):
            sweep()
            assert [again(row).status for row in (first, second)] == wanted
    assert kinds(first)[-1] == "offer_lapsed"
    assert Offer.objects.filter(registration=first, answer="silent").count() == 2


def test_who_waits_when_the_event_begins_is_told() -> None:
    event = make_event(places=0, days=2)
    row = take_place(event)
    with time_machine.travel(timezone.now() + dt.timedelta(days=4), tick=True):
        sweep()
    assert (again(row).status, again(row).queue_key, kinds(row)[-1]) == ("lapsed", None, "waiting_closed")


def test_an_organisations_cap_is_passed_over_in_the_line() -> None:
    event = make_event(places=2)
    Quota.objects.create(event=event, kind="per_organisation", size=1)
    take_place(event, organisation_name="АНО «Родник»")
    other = take_place(event, organisation_name="Мост")
    same, third = take_place(event, organisation_name="родник"), take_place(event, organisation_name="Берег")
    assert [same.status, third.status] == ["waiting", "waiting"]
    cancel_registration(other)
    assert [again(row).status for row in (same, third)] == ["waiting", "offered"]


def test_changing_a_region_needs_room_there() -> None:
    event = make_event()
    Quota.objects.create(event=event, kind="per_region", size=1)
    take_place(event, region=region("KIR"))
    row = take_place(event, region=region("PER"))
    with pytest.raises(Full):
        change_registration(row, make_entry(region=region("KIR")))
    assert again(row).region == region("PER")
    changed = change_registration(row, make_entry(surname="Сорокина", region=region("UD")))
    assert (changed.surname, changed.region, changed.sort_name) == ("Сорокина", region("UD"), "сорокина ольга львовна")
    assert kinds(row) == ["registration_confirmed", "registration_changed"]


def test_a_change_of_nothing_writes_nothing() -> None:
    row = take_place(make_event())
    change_registration(row, make_entry())
    assert verbs(row) == ["registered"]


def test_approving_and_revoking_need_the_table_of_moves(zoya: object) -> None:
    event = make_event(places=1)
    event.options.update(needs_approval=True)
    row = take_place(event)
    assert row.status == "pending"
    approve_registration(row, by=zoya)
    revoke_registration(again(row), by=zoya, reason="Нужен вход без ступеней")
    assert kinds(row) == ["registration_pending", "registration_approved", "registration_revoked"]
    with pytest.raises(NotAllowed):
        cancel_registration(again(row))


def test_a_person_without_mailbox_gets_a_call_with_the_number() -> None:
    row = take_place(make_event(), "8 912 000-00-02")
    letter = Letter.objects.get(about_key=row.public_id)
    assert (letter.to, letter.data["phone"], letter.data["name"]) == ("", "+79120000002", "Рябинина Ольга Львовна")
