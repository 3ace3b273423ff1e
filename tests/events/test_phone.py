"""A call does the very act of the letter, with source «по телефону» (spec: living-people §1)."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from core.mail import calls
from core.models import Entry, Letter, PhoneCall
from events.models import Registration
from events.services import cancel_registration
from events.tasks import sweep
from tests.factories.events import make_event, make_organiser, take_place

pytestmark = pytest.mark.django_db


def offered() -> Registration:
    event = make_event(places=1, days=30)
    holder, row = take_place(event), take_place(event, "8 912 000-00-05")
    cancel_registration(holder)
    return Registration.objects.get(pk=row.pk)


def call_for(row: Registration, kind: str) -> PhoneCall:
    letter = Letter.objects.get(about_key=row.public_id, kind=f"events.{kind}")
    return PhoneCall.objects.create(letter=letter, name=row.full_name, phone=row.phone, say="…")


def press(call: PhoneCall, name: str, by: object) -> None:
    next(act for act in calls.kind_of(call.letter.kind).acts if act.name == name).do(call, by)


@pytest.mark.parametrize(("button", "state"), [("yes", "confirmed"), ("no", "cancelled")])
def test_an_offer_is_answered_by_phone(button: str, state: str, vera: object) -> None:
    row = offered()
    press(call_for(row, "place_offered"), button, vera)
    assert Registration.objects.get(pk=row.pk).status == state
    entry = Entry.objects.about(row).last()
    assert (entry.actor, entry.reason) == (vera, "по телефону")


def test_a_deadline_waits_while_nobody_has_called() -> None:
    row = offered()
    call = call_for(row, "place_offered")
    with time_machine.travel(timezone.now() + dt.timedelta(days=3), tick=True):
        sweep()
        assert Registration.objects.get(pk=row.pk).status == "offered"
        PhoneCall.objects.filter(pk=call.pk).update(tries=1)
        sweep()
    # the line is empty, so the place comes back to the same person once more
    assert Registration.objects.get(pk=row.pk).offers.filter(answer="silent").count() == 1


def test_the_region_and_the_organisers_call(vera: object, boris: object, zoya: object) -> None:
    row = offered()
    make_organiser(row.event, zoya)
    letter = Letter.objects.get(about_key=row.public_id, kind="events.place_offered")
    assert set(calls.kind_of(letter.kind).callers(letter)) == {vera, zoya}
