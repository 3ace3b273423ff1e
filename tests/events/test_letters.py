"""Every letter of events is complete in text and html, and every one can be told by phone."""

import pytest

from core.mail import calls
from core.mail.kinds import all_kinds, kind_of
from core.models import Letter
from events.models import Registration
from events.services.phone import SAYS
from tests.factories.events import make_event, make_place, take_place

pytestmark = pytest.mark.django_db
STATES = {
    "place_offered": "offered",
    "registration_pending": "pending",
    "registration_rejected": "rejected",
    "registration_revoked": "revoked",
    "registration_cancelled": "cancelled",
}
NAMES = sorted(SAYS)


def letter(name: str, row: Registration) -> Letter:
    data = {
        "until": row.event.starts_at.isoformat(),
        "reason": "Паводок",
        "was": {"when": "вчера", "where": "там"},
        "again": True,
    }
    return Letter(kind=f"events.{name}", about_key=row.public_id, to="olga@example.org", data=data, zone="Asia/Yekaterinburg")


def test_every_kind_has_words_for_the_phone() -> None:
    assert sorted(kind for kind in all_kinds() if kind.startswith("events.")) == [f"events.{name}" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_names_what_when_where_and_gives_the_link(name: str) -> None:
    row = take_place(make_event(place=make_place(), letter_extra="Возьмите паспорт"))
    waits = name == "waiting_joined"
    Registration.objects.filter(pk=row.pk).update(
        status="waiting" if waits else STATES.get(name, "confirmed"), queue_key=row.created_at if waits else None
    )
    content = kind_of(f"events.{name}").make(letter(name, row))
    assert "ФМС-ЛАБ «Прикамье»" in content.subject
    for body in (content.text, content.html):
        assert "10:00–17:00" in body
        assert "Дом культуры" in body
        assert f"http://127.0.0.1:8000/events/r/{row.public_id}" in body
        assert "Ольга Львовна, здравствуйте!" in body
    assert "<" not in content.text
    assert 0 < len(calls.kind_of(f"events.{name}").say(letter(name, row))) <= 400


def test_a_letter_that_came_too_late_says_nothing() -> None:
    row = take_place(make_event())
    Registration.objects.filter(pk=row.pk).update(status="cancelled")
    assert kind_of("events.registration_confirmed").make(letter("registration_confirmed", row)) is None
    Registration.objects.filter(pk=row.pk).update(erased_at=row.created_at)
    assert kind_of("events.link_again").make(letter("link_again", row)) is None
