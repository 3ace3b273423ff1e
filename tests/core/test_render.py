"""The words of a letter: text unescaped, html escaped, signed by a living phone, in the reader's language and time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.mail import content, signature
from core.mail.message import build
from core.mail.signature import Signature
from core.models import Letter

FILES = {
    "subject.txt": "Запись:\n {{ title }}",
    "body.txt": '{% extends "emails/base.txt" %}{% block body %}{{ title }}, {{ at|time:"H:i" }}\n\n\n\nБилет{% endblock %}',
    "body.html": '{% extends "emails/base.html" %}{% block body %}<p>{{ title }}</p>'
    '{% include "emails/button.html" with url=link text="Открыть билет" only %}{% endblock %}',
}
WORDS = {"title": "ФМС & <b>друзья</b>", "at": datetime(2026, 9, 17, 5, 0, tzinfo=UTC), "link": "https://fms.example/t/1"}


@pytest.fixture(autouse=True)
def templates(tmp_path: Path, settings: object) -> None:
    folder = tmp_path / "emails" / "tests" / "note"
    folder.mkdir(parents=True)
    for name, body in FILES.items():
        (folder / name).write_text(body, encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    vera = Signature("Вера Тиунова", "координатор", "+7 342 000-00-00", "в будни с 9:00 до 18:00", "vera@example.org")
    monkeypatch.setattr(signature, "_providers", [lambda _letter: vera])


def note(**fields: object) -> Letter:
    return Letter(kind="tests.note", key="k", to="anna@example.org", zone="Asia/Yekaterinburg", **fields)


def test_the_text_is_not_escaped_and_the_html_is(signed: None) -> None:
    words = content("tests.note", note(), WORDS)
    assert words.subject == "Запись: ФМС & <b>друзья</b>"
    assert words.text.startswith("ФМС & <b>друзья</b>, 10:00\n\nБилет\n")
    assert "<p>ФМС &amp; &lt;b&gt;друзья&lt;/b&gt;</p>" in words.html
    assert "<title>Запись: ФМС &amp; &lt;b&gt;друзья&lt;/b&gt;</title>" in words.html


def test_a_living_phone_signs_text_and_html(signed: None) -> None:
    words = content("tests/note", note(), WORDS)
    asked = ["Вера Тиунова", "+7 342 000-00-00", "в будни с 9:00 до 18:00", "На письмо можно ответить"]
    assert [one for one in asked if one not in words.text or one not in words.html] == []
    assert 'href="tel:+73420000000"' in words.html


def test_the_button_says_its_address_for_those_whose_button_does_not_open(signed: None) -> None:
    assert content("tests.note", note(), WORDS).html.count("https://fms.example/t/1") == 3


def test_the_html_is_plain_enough_for_every_mail_program(signed: None) -> None:
    html = content("tests.note", note(), WORDS).html.lower()
    assert [tag for tag in ("<table", "<img", "<link", "<style", "<script", "background-image") if tag in html] == []


def test_an_answer_reaches_the_one_who_signed(signed: None) -> None:
    assert build(note(subject="x", text="y")).reply_to == ["vera@example.org"]
    assert build(note(subject="x", text="y", reply_to="boris@example.org")).reply_to == ["boris@example.org"]


def test_a_mailing_names_the_way_out(signed: None) -> None:
    words = content("tests.note", note(), WORDS | {"stop_url": "https://fms.example/stop/1"})
    assert "Не присылать таких писем: https://fms.example/stop/1" in words.text
    assert '<a href="https://fms.example/stop/1"' in words.html


def test_an_unknown_zone_is_moscow(signed: None) -> None:
    letter = note()
    letter.zone = "Mars/Olympus"
    assert ", 08:00" in content("tests.note", letter, WORDS).text
