"""Bots are asked a question, people are not, and nothing is dropped in silence (spec: reliability §7)."""

import re
from collections.abc import Callable

import pytest
from django import forms
from django.core import signing

from core import bots
from core.bots import BotCheckMixin, fields


class Note(BotCheckMixin, forms.Form):
    name = forms.CharField(label="Имя")


def post(**changes: str) -> Note:
    return Note({"name": "Анна"} | fields() | changes)


def answered(form: Note, answer: str) -> dict:
    """What the person posts after the question was shown."""
    values = {name: form[name].value() for name in ("name", bots.TIME, bots.TRAP, bots.QUESTION)}
    return values | {bots.ANSWER: answer}


def right_answer(form: Note) -> int:
    first, second, _nonce = signing.loads(form[bots.QUESTION].value(), salt="core.bots.question")
    return first + second


def test_a_person_is_not_asked() -> None:
    form = post()
    assert (form.is_valid(), form.suspicious, bots.QUESTION in form.fields) == (True, False, False)


@pytest.mark.parametrize(
    "changes",
    [
        lambda: {bots.TRAP: "http://spam.example"},
        lambda: {bots.TIME: bots.signed_time(1)},  # signed now, not when the tests were collected
        lambda: {bots.TIME: ""},
        lambda: {bots.TIME: "1:forged"},
    ],
    ids=["trap", "too quick", "no time", "forged time"],
)
def test_a_suspicious_post_gets_the_question_and_keeps_its_text(changes: Callable[[], dict]) -> None:
    form = post(**changes())
    assert (form.is_valid(), form.suspicious, list(form.errors)) == (False, True, [bots.ANSWER])
    assert form["name"].value() == "Анна"
    assert re.fullmatch(r"Сколько будет [а-я]+ и [а-я]+\?", str(form[bots.ANSWER].label))


def test_the_right_answer_opens_the_post_in_digits_or_in_words() -> None:
    form = post(bot_trap="x")
    form.is_valid()
    assert Note(answered(form, f" {right_answer(form)}. ")).is_valid()
    form = post(bot_trap="x")
    form.is_valid()
    assert Note(answered(form, bots.SUMS[right_answer(form)].capitalize())).is_valid()


def test_a_wrong_answer_gets_a_new_question() -> None:
    form = post(bot_trap="x")
    form.is_valid()
    again = Note(answered(form, "100"), suspicious=True)
    assert again.is_valid() is False
    assert again[bots.QUESTION].value() != form[bots.QUESTION].value()
    assert Note(answered(again, str(right_answer(again)))).is_valid()


def test_one_answer_opens_one_post() -> None:
    form = post(bot_trap="x")
    form.is_valid()
    values = answered(form, str(right_answer(form)))
    assert [Note(values, suspicious=True).is_valid(), Note(values, suspicious=True).is_valid()] == [True, False]


def test_an_answer_stays_good_while_other_fields_are_mended() -> None:
    form = post(bot_trap="x")
    form.is_valid()
    values = answered(form, str(right_answer(form)))
    with_gap = Note(values | {"name": ""}, suspicious=True)
    assert (with_gap.is_valid(), list(with_gap.errors)) == (False, ["name"])
    assert Note(values, suspicious=True).is_valid()


def test_used_up_limits_ask_at_once() -> None:
    form = Note(suspicious=True)
    assert bots.QUESTION in form.fields
    assert post().is_valid()
    assert Note({"name": "Анна"} | fields(), suspicious=True).is_valid() is False


def test_a_form_left_open_over_night_comes_back_filled_and_fresh() -> None:
    form = post(bot_time=bots.signed_time(13 * 3600))
    assert form.is_valid() is False
    assert list(form.errors) == ["__all__"]
    assert form["name"].value() == "Анна"
    again = Note({"name": "Анна", bots.TIME: bots.signed_time(5), bots.TRAP: ""})
    assert again.is_valid()


def test_the_drawn_form_carries_a_time_and_a_trap_nobody_sees() -> None:
    form = Note()
    html = str(form.bot_check())
    assert re.findall(r'name="(\w+)"', html) == [bots.TRAP, bots.TIME]
    assert 'class="vh" aria-hidden="true"' in html
