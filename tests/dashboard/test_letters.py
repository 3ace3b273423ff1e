"""Desk «Письма»: own region, errors in words, send again, stop a mailing (spec: platform §7, reliability §3)."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from core.mail import kinds
from core.mail.kinds import Content, letter
from core.mail.queue import queue
from core.models import Entry, Letter
from core.models.letters import Urgency
from people.models import User
from tests.dashboard.test_calls import signed_in

pytestmark = pytest.mark.django_db
DESK = "/dashboard/letters/"


@pytest.fixture(autouse=True)
def some_kinds() -> Iterator[None]:
    before = dict(kinds._KINDS)
    letter("tests.news", "Новости сети", urgency=Urgency.MASS)(_saying("Новости"))
    letter("tests.note", "Запись на событие")(_saying("Вы записаны"))
    letter("tests.code", "Код для входа", urgency=Urgency.CODE, secret=True)(_saying("Код"))
    yield
    kinds._KINDS.clear()
    kinds._KINDS.update(before)


def _saying(subject: str) -> Callable[[Letter], Content]:
    return lambda _row: Content(subject, "Ждём вас", "")


def put(kind: str = "note", key: str = "k", region: str = "RU-KIR", **changes: object) -> Letter:
    row = queue(f"tests.{kind}", to="anna@example.org", key=key, scope=(region,))
    Letter.objects.filter(pk=row.pk).update(**changes)
    row.refresh_from_db()
    return row


def failed(**changes: object) -> Letter:
    return put(state="failed", error="Такого адреса нет: 550", text="Ждём вас", message_id="<x@y>", **changes)


def page(user: User, **asked: str) -> str:
    return signed_in(user).get(DESK, asked).content.decode()


def test_a_coordinator_sees_own_letters_with_the_error_in_words(boris: User, vera: User, irina: User) -> None:
    failed()
    for user in (boris, irina):
        text = page(user)
        assert [word for word in ("Запись на событие", "Такого адреса нет: 550", "Отправить снова") if word not in text] == []
        assert "anna@example.org" not in text
    assert "Запись на событие" not in page(vera)


def test_codes_are_nobodys_business(boris: User, irina: User) -> None:
    row = put("code", text="4827-7301", state="sent")
    for user in (boris, irina):
        assert "Код для входа" not in page(user).replace("Коды для входа", "")
        assert signed_in(user).get(f"{DESK}{row.public_id}/").status_code == 404


def test_send_again_puts_the_letter_back_under_its_message_id(boris: User) -> None:
    row = failed(attempts=9)
    signed_in(boris).post(f"{DESK}{row.public_id}/resend/")
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error, row.message_id) == ("queued", 0, "", "<x@y>")
    assert Entry.objects.get(verb="resent").actor == boris


@pytest.mark.parametrize("state", ["sent", "queued", "sending", "held", "cancelled"])
def test_only_what_did_not_leave_is_sent_again(boris: User, state: str) -> None:
    row = put(state=state, text="Ждём вас", message_id="<x@y>")
    assert signed_in(boris).post(f"{DESK}{row.public_id}/resend/").status_code == 404


def test_an_emptied_letter_is_not_sent_again(boris: User) -> None:
    row = put(state="failed", message_id="<x@y>")
    assert signed_in(boris).post(f"{DESK}{row.public_id}/resend/").status_code == 404


def test_a_mailing_is_shown_with_its_last_hour_and_can_be_stopped(boris: User, irina: User) -> None:
    rows = [put("news", key=f"n{number}") for number in range(3)]
    gone = put("news", key="gone", state="sent")
    text = page(boris)
    assert ("Новости сети: 3\u00a0письма ждут" in text, "Остановить отправку" in text) == (True, True)
    signed_in(boris).post(f"{DESK}stop/", {"kind": "tests.news", "about_kind": "", "about_key": ""})
    assert sorted(Letter.objects.filter(pk__in=[row.pk for row in rows]).values_list("state", flat=True)) == ["cancelled"] * 3
    gone.refresh_from_db()
    assert gone.state == "sent"
    assert Entry.objects.get(verb="stopped").now == {"letters": 3}


def test_another_region_stops_and_resends_nothing(vera: User, anna: User, egor: User) -> None:
    row, news = failed(), put("news", key="news")
    answers = [
        signed_in(user).post(address, {"kind": "tests.news"}).status_code
        for user in (vera, anna, egor)
        for address in (f"{DESK}{row.public_id}/resend/", f"{DESK}stop/")
    ]
    assert answers == [404] * 6
    assert [signed_in(user).get(DESK).status_code for user in (anna, egor)] == [404, 404]
    news.refresh_from_db()
    assert news.state == "held"


def test_the_filter_by_state_and_address(boris: User) -> None:
    failed()
    assert "Такого адреса нет" in page(boris, state="failed", to="anna@")
    assert "Такого адреса нет" not in page(boris, state="sent")
    assert "Такого адреса нет" not in page(boris, to="boris@")


def test_one_letter_shows_its_words_and_no_address(boris: User, vera: User) -> None:
    row = failed()
    text = signed_in(boris).get(f"{DESK}{row.public_id}/").content.decode()
    assert ("Ждём вас" in text, "anna@example.org" in text) == (True, False)
    assert signed_in(vera).get(f"{DESK}{row.public_id}/").status_code == 404


def test_get_changes_nothing(boris: User) -> None:
    row = failed()
    assert signed_in(boris).get(f"{DESK}{row.public_id}/resend/").status_code == 405
    assert Client().post(f"{DESK}{row.public_id}/resend/").status_code == 302
    row.refresh_from_db()
    assert row.state == "failed"
