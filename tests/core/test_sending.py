"""The outbox: each letter leaves once, the urgent first, whatever the mail server does (spec: reliability §5, §11)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header

import pytest
import time_machine

from core.mail import claiming, kinds, transport
from core.mail.calls import call_kinds
from core.mail.caps import last_leaves_at, open_urgencies, quiet_until
from core.mail.kinds import Content, letter
from core.mail.queue import queue
from core.mail.retention import empty_bodies
from core.mail.sending import send_due
from core.models import Letter
from core.models.letters import Urgency
from tests.sink import Sink

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)  # 12:00 in Moscow


@pytest.fixture(autouse=True)
def some_kinds() -> Iterator[None]:
    """Letters of the tests, one of each urgency; taken out again afterwards."""
    before = dict(kinds._KINDS)
    for urgency in Urgency:
        letter(f"tests.{urgency.name.lower()}", "Проба", urgency=urgency, secret=urgency == Urgency.CODE)(_words)
    letter("tests.nothing", "Проба")(_nothing)
    letter("tests.broken", "Проба")(_broken)
    yield
    kinds._KINDS.clear()
    kinds._KINDS.update(before)


@pytest.fixture(autouse=True)
def noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def mail(settings: object, sink: Sink) -> Sink:
    settings.EMAIL_URL = sink.url
    return sink


def _words(row: Letter) -> Content:
    subject = row.data.get("subject", row.key)
    text = f"Здравствуйте!\nКод 4827-7301, {row.key}"
    return Content(subject, text, "<p>Здравствуйте!</p>", [("день.ics", "text/calendar", b"BEGIN")])


def _nothing(row: Letter) -> None:
    return None


def _broken(row: Letter) -> Content:
    raise ZeroDivisionError(row.key)


def put(kind: str = "act", key: str = "k", to: str = "anna@example.org", **fields: object) -> Letter:
    return queue(f"tests.{kind}", to=to, key=key, **fields)


def state(row: Letter) -> str:
    row.refresh_from_db()
    return row.state


def test_a_letter_arrives_with_its_headers(mail: Sink) -> None:
    row = put(reply_to="vera@example.org")
    assert send_due() == 1
    (message,) = mail.letters
    assert {name: message[name] for name in ("To", "Reply-To", "Auto-Submitted", "Subject", "List-Unsubscribe")} == {
        "To": "anna@example.org",
        "Reply-To": "vera@example.org",
        "Auto-Submitted": "auto-generated",
        "Subject": "k",
        "List-Unsubscribe": None,
    }
    assert [part.get_content_type() for part in message.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert (state(row), row.attempts, row.message_id) == ("sent", 1, message["Message-ID"])


def test_the_same_key_twice_is_one_letter(mail: Sink) -> None:
    assert put().pk == put().pk
    assert send_due() == 1
    assert send_due() == 0
    assert len(mail.letters) == 1


def test_codes_leave_first_then_acts_then_reminders_and_mass_letters_last(mail: Sink) -> None:
    for kind in ("mass", "reminder", "act", "code"):
        put(kind, key=kind)
    Letter.objects.update(state="queued")
    send_due()
    assert mail.subjects == ["code", "act", "reminder", "mass"]


def test_a_code_leaves_before_six_hundred_others_and_over_every_cap(mail: Sink, settings: object) -> None:
    settings.MAIL_PER_MINUTE = 3
    for number in range(5):
        put(key=f"act {number}")
    send_due()
    code = put("code", key="code")
    send_due()
    assert mail.subjects == ["act 0", "act 1", "act 2", "code"]
    assert state(code) == "sent"


def test_caps_of_minute_hour_and_day_hold_mass_letters_only(settings: object, noon: time_machine.Traveller) -> None:
    settings.MAIL_PER_MINUTE, settings.MAIL_PER_HOUR, settings.MAIL_PER_DAY = 10, 3, 5
    for number in range(3):
        put(key=f"act {number}")
    send_due()
    assert open_urgencies(NOON) == [Urgency.CODE, Urgency.ACT, Urgency.REMINDER]
    hour_later = NOON + timedelta(minutes=61)
    assert open_urgencies(hour_later) == [*Urgency]
    settings.MAIL_PER_DAY = 3
    assert open_urgencies(hour_later) == [Urgency.CODE, Urgency.ACT, Urgency.REMINDER]
    settings.MAIL_PER_MINUTE = 3
    assert open_urgencies(NOON) == [Urgency.CODE]


def test_the_sender_of_a_mailing_sees_when_the_last_will_leave(settings: object) -> None:
    settings.MAIL_PER_MINUTE, settings.MAIL_PER_HOUR, settings.MAIL_PER_DAY = 60, 400, 4000
    assert last_leaves_at(1, NOON) == NOON
    assert last_leaves_at(61, NOON) == NOON + timedelta(minutes=1)
    assert last_leaves_at(900, NOON) == NOON + timedelta(hours=2, minutes=1)
    assert last_leaves_at(4001, NOON) == NOON + timedelta(days=1)


@pytest.mark.parametrize(
    ("hour_in_perm", "urgency", "waits_until"),
    [
        (21, Urgency.REMINDER, None),
        (22, Urgency.REMINDER, 28),
        (3, Urgency.MASS, 4),
        (9, Urgency.MASS, None),
        (23, Urgency.ACT, None),
        (23, Urgency.CODE, None),
    ],
)
def test_quiet_hours_of_the_readers_zone(hour_in_perm: int, urgency: Urgency, waits_until: int | None) -> None:
    now = datetime(2026, 9, 1, 0, 0, tzinfo=UTC) + timedelta(hours=hour_in_perm - 5)
    morning = quiet_until(Letter(zone="Asia/Yekaterinburg", urgency=urgency), now)
    expected = None if waits_until is None else datetime(2026, 9, 1, 0, 0, tzinfo=UTC) + timedelta(hours=waits_until)
    assert morning == expected


def test_a_reminder_at_night_waits_for_the_morning_and_holds_nobody_up(mail: Sink, noon: time_machine.Traveller) -> None:
    noon.move_to(datetime(2026, 9, 1, 20, 0, tzinfo=UTC))  # 23:00 in Moscow
    reminder = put("reminder", key="reminder")
    put("reminder", key="irkutsk", zone="Pacific/Honolulu")
    send_due()
    assert mail.subjects == ["irkutsk"]
    noon.move_to(datetime(2026, 9, 2, 6, 0, tzinfo=UTC))
    send_due()
    assert state(reminder) == "sent"


def test_mass_letters_are_held_ten_minutes_and_carry_the_way_out(mail: Sink, noon: time_machine.Traveller) -> None:
    row = put("mass", data={"stop_url": "http://127.0.0.1:8000/accounts/stop/x/"})
    send_due()
    assert (state(row), mail.letters) == ("held", [])
    noon.shift(timedelta(minutes=10))
    send_due()
    (message,) = mail.letters
    assert message["List-Unsubscribe"] == "<http://127.0.0.1:8000/accounts/stop/x/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_secret_letter_keeps_nothing_once_it_is_sent(mail: Sink) -> None:
    row = put("code", data={"code": "4827-7301"})
    send_due()
    row.refresh_from_db()
    assert (row.state, row.text, row.html, row.data, row.attachments) == ("sent", "", "", {}, [])
    plain = next(part for part in mail.letters[0].walk() if part.get_content_type() == "text/plain")
    assert "4827-7301" in plain.get_payload(decode=True).decode()


def test_without_a_mail_server_letters_stay_readable_in_the_development_mailbox() -> None:
    row = put("code")
    assert send_due() == 1
    row.refresh_from_db()
    assert (row.state, "4827-7301" in row.text) == ("sent", True)


def test_nothing_to_say_any_more_cancels(mail: Sink) -> None:
    row = put("nothing")
    send_due()
    assert (state(row), row.error) == ("cancelled", "Сообщать уже не о чем.")


def test_a_letter_whose_words_fail_does_not_stop_the_others(mail: Sink) -> None:
    broken, good = put("broken", key="broken"), put(key="good")
    send_due()
    assert (state(broken), broken.error, state(good)) == ("queued", "Не удалось составить письмо (ZeroDivisionError).", "sent")


def test_a_late_code_is_not_sent(mail: Sink) -> None:
    row = put("code", expires_at=NOON - timedelta(seconds=1), data={"code": "4827-7301"})
    send_due()
    assert (state(row), row.data, mail.letters) == ("expired", {}, [])


def test_an_address_that_does_not_exist_fails_at_once(mail: Sink) -> None:
    mail.refusals["anna@example.org"] = "550 5.1.1 no such user"
    row, other = put(), put(key="other", to="boris@example.org")
    send_due()
    assert (state(row), row.error) == ("failed", "Такого адреса нет: 550 5.1.1 no such user")
    assert state(other) == "sent"


@pytest.mark.parametrize("answer", ["451 4.7.1 later", "550 5.7.1 blocked", "452 full"])
def test_a_refusal_that_is_not_about_the_address_waits_longer_each_time(
    mail: Sink, noon: time_machine.Traveller, answer: str
) -> None:
    mail.refusals["anna@example.org"] = answer
    row, waits = put(), []
    for _try in range(7):
        send_due()
        row.refresh_from_db()
        waits.append(row.next_try - datetime.now(UTC))
        noon.move_to(row.next_try)
    minutes, hours = (timedelta(minutes=n) for n in (1, 5, 15)), (timedelta(hours=n) for n in (1, 3, 6, 6))
    assert waits == [*minutes, *hours]
    noon.move_to(NOON + claiming.GIVE_UP)
    send_due()
    assert state(row) == "failed"


def test_a_server_that_refuses_connections_delays_all_and_loses_none(
    settings: object, noon: time_machine.Traveller, mail: Sink
) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    rows = [put(key=f"k{number}") for number in range(3)]
    for _minute in range(30):
        send_due()
        noon.shift(timedelta(minutes=1))
    assert [state(row) for row in rows] == ["queued", "queued", "queued"]
    assert rows[0].error == "Почтовый сервер 127.0.0.1:1 не отвечает."
    settings.EMAIL_URL = mail.url
    noon.shift(timedelta(minutes=5))
    assert send_due() == 3
    assert mail.subjects == ["k0", "k1", "k2"]


def test_a_hanging_server_holds_a_run_only_for_its_timeout(mail: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "TIMEOUT", 0.3)
    mail.behaviour = "hang"
    row, other = put(), put(key="other")
    assert send_due() == 0
    assert (state(row), state(other), row.attempts) == ("queued", "queued", 1)


def test_a_cut_line_sends_again_under_the_same_message_id(mail: Sink, noon: time_machine.Traveller) -> None:
    mail.behaviour = "cut"
    row = put()
    send_due()
    row.refresh_from_db()
    mail.behaviour = "take"
    noon.move_to(row.next_try)
    send_due()
    assert (state(row), mail.ids) == ("sent", [row.message_id])


def test_a_lost_answer_gives_at_most_one_double(mail: Sink, noon: time_machine.Traveller) -> None:
    mail.behaviour = "lose"
    row = put()
    for _hour in range(5):
        send_due()
        noon.shift(timedelta(hours=1))
    assert (state(row), row.error) == ("failed", "Почтовый сервер дважды взял письмо и не ответил. Скорее всего, оно дошло.")
    assert mail.ids == [row.message_id, row.message_id]


def test_what_a_dead_worker_held_is_free_after_the_lease(mail: Sink, noon: time_machine.Traveller) -> None:
    row = put()
    assert claiming.claim(NOON).pk == row.pk
    assert send_due() == 0
    noon.shift(claiming.LEASE)
    assert send_due() == 1
    assert len(mail.letters) == 1


def test_a_claim_is_taken_once() -> None:
    row = put()
    first, second = Letter.objects.get(pk=row.pk), Letter.objects.get(pk=row.pk)
    assert (claiming._take(first, NOON), claiming._take(second, NOON)) == (True, False)


def test_line_breaks_in_a_name_start_no_header(mail: Sink) -> None:
    put(data={"subject": "Анна\r\nBcc: all@example.org\u2028и\u202eещё"}, reply_to="a@example.org\nBcc: b@example.org")
    send_due()
    (message,) = mail.letters
    assert message["Bcc"] is None
    assert str(make_header(decode_header(message["Subject"]))) == "Анна Bcc: all@example.org и ещё"
    assert mail.senders == ["pochta@example.org"]


def test_russian_addresses(mail: Sink) -> None:
    domain, box = put(key="domain", to="anna@почта.рф"), put(key="box", to="анна@example.org")
    send_due()
    assert (state(domain), state(box), box.error) == ("sent", "failed", "Такого адреса нет: анна@example.org")
    assert mail.subjects == ["domain"]


def test_dots_at_the_beginning_of_a_line_arrive_once(mail: Sink) -> None:
    Letter.objects.create(kind="ready", key="dots", to="anna@example.org", subject="Точки", text=".\n..\n.конец\n")
    send_due()
    assert mail.letters[0].get_payload(decode=True).decode().split() == [".", "..", ".конец"]


def test_bodies_are_emptied_after_thirty_days(noon: time_machine.Traveller) -> None:
    row = put()
    send_due()
    noon.shift(timedelta(days=29))
    assert empty_bodies() == 0
    noon.shift(timedelta(days=2))
    assert empty_bodies() == 1
    row.refresh_from_db()
    assert (row.subject, row.text, row.html, row.data) == ("k", "", "", {})
    assert empty_bodies() == 0


def test_no_kind_of_the_tests_stays_behind() -> None:
    assert [name for name in call_kinds() if name.startswith("tests.")] == []
