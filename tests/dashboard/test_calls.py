"""«Обзвон»: what nobody can read becomes a call, its buttons do the very act (spec: living-people §1, §9)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.mail import calls, kinds
from core.mail.calling import make_calls
from core.mail.calls import CallAct, CallRefused
from core.mail.kinds import Content, letter
from core.mail.queue import queue
from core.mail.sending import BOUNCED, send_due
from core.models import Entry, Letter, Marker, PhoneCall
from people.models import User

pytestmark = pytest.mark.django_db
DESK = "/dashboard/calls/"


def _comes(call: PhoneCall, by: User) -> None:
    Marker.objects.create(name=f"{call.letter.key} придёт")


def _too_late(call: PhoneCall, by: User) -> None:
    raise CallRefused("Место уже отдано.")


@pytest.fixture(autouse=True)
def asking() -> Iterator[None]:
    """A kind of letter that asks for an answer; taken out again afterwards."""
    before, before_calls = dict(kinds._KINDS), dict(calls._KINDS)
    letter("tests.offer", "Предложение места")(lambda _row: Content("Место", "Место ваше", ""))
    letter("tests.plain", "Просто письмо")(lambda _row: Content("Новость села", "Текст", ""))
    calls.register(
        "tests.offer",
        lambda _row: "Освободилось место на ФМС-ЛАБ, придёте?",
        [CallAct("yes", "придёт", _comes), CallAct("no", "не придёт", _too_late)],
        lambda _row: User.objects.none(),
        answered=lambda row: Marker.objects.filter(name=f"{row.key} сам").exists(),
        silent_after=timedelta(days=1),
    )
    yield
    kinds._KINDS.clear()
    kinds._KINDS.update(before)
    calls._KINDS.clear()
    calls._KINDS.update(before_calls)


def put(person: User, kind: str = "offer", key: str = "k", **fields: object) -> Letter:
    scope = (person.region.code,)
    return queue(f"tests.{kind}", person, to=person.email or "", key=key, person=person, scope=scope, **fields)


def call_of(row: Letter) -> PhoneCall:
    return PhoneCall.objects.get(letter=row)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def press(user: User, call: PhoneCall, act: str) -> str:
    response = signed_in(user).post(f"{DESK}{call.public_id}/", {"act": act}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_letter_without_an_address_becomes_one_call(klavdia: User) -> None:
    row = put(klavdia, expires_at=timezone.now() + timedelta(hours=5))
    assert (make_calls(timezone.now()), make_calls(timezone.now())) == (1, 0)
    call = call_of(row)
    assert (call.name, call.phone, call.say) == ("Попова Клавдия", "+79990000011", "Освободилось место на ФМС-ЛАБ, придёте?")
    assert (call.until, call.person, call.state) == (row.expires_at, klavdia, "open")
    row.refresh_from_db()
    assert (row.state, row.error) == ("cancelled", "Адреса нет: передано в обзвон.")


def test_a_kind_without_words_of_its_own_is_told_by_its_subject(klavdia: User) -> None:
    row = put(klavdia, kind="plain")
    make_calls(timezone.now())
    assert call_of(row).say == "Передать: Новость села"


def test_a_letter_for_later_is_called_later(klavdia: User) -> None:
    put(klavdia, not_before=timezone.now() + timedelta(hours=1))
    assert make_calls(timezone.now()) == 0
    assert make_calls(timezone.now() + timedelta(hours=1)) == 1


def test_an_address_that_does_not_exist_becomes_a_call(anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(phone="+79990000022")
    row = put(anna)
    Letter.objects.filter(pk=row.pk).update(state="failed", data={BOUNCED: True})
    assert make_calls(timezone.now()) == 1
    assert call_of(row).phone == "+79990000022"


def test_without_address_and_phone_it_is_told_on_the_desk_of_letters(klavdia: User) -> None:
    User.objects.filter(pk=klavdia.pk).update(phone="")
    row = put(klavdia)
    assert make_calls(timezone.now()) == 0
    row.refresh_from_db()
    assert (row.state, row.error) == ("failed", "Нет ни адреса, ни телефона.")


def test_who_was_silent_twice_is_called(anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(phone="+79990000022")
    with time_machine.travel(timezone.now().replace(hour=9), tick=False) as clock:
        put(anna, key="first")
        send_due()
        clock.shift(timedelta(days=2))
        assert make_calls(timezone.now()) == 0
        second = put(anna, key="second")
        send_due()
        assert make_calls(timezone.now()) == 0
        clock.shift(timedelta(days=1))
        assert make_calls(timezone.now()) == 1
        assert call_of(second).phone == "+79990000022"


def test_who_answered_is_not_called_and_an_open_call_is_overtaken(klavdia: User) -> None:
    put(klavdia, key="before")
    Marker.objects.create(name="before сам")
    assert make_calls(timezone.now()) == 0
    row = put(klavdia, key="after")
    make_calls(timezone.now())
    assert calls.waits(klavdia) is True
    Marker.objects.create(name="after сам")
    make_calls(timezone.now())
    assert (call_of(row).state, calls.waits(klavdia)) == ("overtaken", False)


def test_the_button_does_the_act_and_closes_the_call_with_who_and_when(klavdia: User, boris: User) -> None:
    row = put(klavdia)
    make_calls(timezone.now())
    press(boris, call_of(row), "yes")
    call = call_of(row)
    assert (call.state, call.outcome, call.by) == ("done", "придёт", boris)
    assert Marker.objects.filter(name="k придёт").count() == 1
    entry = Entry.objects.get(verb="called")
    assert (entry.actor, entry.person, entry.now) == (boris, klavdia, {"outcome": "придёт", "source": "по телефону"})
    assert "Этот звонок уже закрыт." in press(boris, call, "yes")
    assert Marker.objects.filter(name="k придёт").count() == 1


def test_an_act_that_came_too_late_is_told_and_the_call_stays(klavdia: User, boris: User) -> None:
    row = put(klavdia)
    make_calls(timezone.now())
    assert "Место уже отдано." in press(boris, call_of(row), "no")
    assert call_of(row).state == "open"
    assert "Такого ответа у этого звонка нет." in press(boris, call_of(row), "all")


def test_not_reached_comes_back_and_is_given_up_after_three_tries(klavdia: User, boris: User) -> None:
    row = put(klavdia)
    make_calls(timezone.now())
    press(boris, call_of(row), "missed")
    call = call_of(row)
    assert (call.state, call.tries, call.again_at > timezone.now()) == ("open", 1, True)
    assert calls.waits(klavdia) is False
    press(boris, call, "missed")
    press(boris, call, "missed")
    assert (call_of(row).state, call_of(row).tries) == ("gave_up", 3)


def test_call_again_takes_it_off_todays_list(klavdia: User, boris: User) -> None:
    row = put(klavdia)
    make_calls(timezone.now())
    assert 'name="act" value="yes"' in signed_in(boris).get(DESK).content.decode()
    press(boris, call_of(row), "later")
    page = signed_in(boris).get(DESK).content.decode()
    assert ('name="act" value="yes"' in page, "Попова Клавдия" in page) == (False, True)


def test_the_soonest_deadline_stands_on_top_and_a_passed_one_is_red(klavdia: User, boris: User) -> None:
    for key, hours in (("later", 30), ("never", None), ("passed", -1)):
        put(klavdia, key=key, expires_at=timezone.now() + timedelta(hours=hours) if hours else None)
    make_calls(timezone.now())
    rows = signed_in(boris).get(DESK).context["rows"]
    assert [(row["call"].letter.key, row["late"]) for row in rows] == [("passed", True), ("later", False), ("never", False)]


def test_another_region_and_strangers_see_and_press_nothing(
    klavdia: User, vera: User, anna: User, egor: User, irina: User
) -> None:
    row = put(klavdia)
    make_calls(timezone.now())
    address = f"{DESK}{call_of(row).public_id}/"
    assert "Попова" in signed_in(irina).get(DESK).content.decode()
    assert "Попова" not in signed_in(vera).get(DESK).content.decode()
    assert signed_in(vera).post(address, {"act": "yes"}).status_code == 404
    assert [signed_in(user).get(DESK).status_code for user in (anna, egor)] == [404, 404]
    assert [signed_in(user).post(address, {"act": "yes"}).status_code for user in (anna, egor)] == [404, 404]
    assert Client().get(DESK).status_code == 302
    assert not Marker.objects.filter(name="k придёт").exists()


def test_a_call_that_nobody_will_make_is_told_to_the_administrators(klavdia: User, boris: User, irina: User) -> None:
    put(klavdia)
    make_calls(timezone.now())
    assert signed_in(irina).get(DESK).context["orphans"] == 1
    assert signed_in(boris).get(DESK).context["orphans"] == 0


def test_opening_a_call_does_nothing(klavdia: User, boris: User) -> None:
    row = put(klavdia)
    make_calls(timezone.now())
    assert signed_in(boris).get(f"{DESK}{call_of(row).public_id}/").status_code == 405


def test_thirty_calls_cost_as_many_queries_as_one(klavdia: User, boris: User) -> None:
    client = signed_in(boris)
    put(klavdia, key="first")
    make_calls(timezone.now())
    client.get(DESK)
    with CaptureQueriesContext(connection) as one:
        client.get(DESK)
    for number in range(29):
        put(klavdia, key=f"n{number}")
    make_calls(timezone.now())
    with CaptureQueriesContext(connection) as thirty:
        client.get(DESK)
    assert len(one) == len(thirty)
