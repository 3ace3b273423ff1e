"""Forms built by editors: kinds, conditions, what is stored, how it is summed up; anonymous answers."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.template import engines
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import exports
from core.questions import kinds
from core.questions.blocks import QuestionsBlock, questions_of
from core.questions.conditions import asked
from core.questions.forms import AnswersForm
from core.questions.question import Condition, Option, Question, merged, restored, snapshot
from core.questions.summary import columns, summaries

ROOM = Question("room", "one", "Где жить?", required=True, options=(Option("h", "В гостинице"), Option("f", "В семье")))
STARS = Question("stars", "number", "Сколько ночей?", required=True, condition=Condition("room", ("h",)))
WHY = Question("why", "long", "Почему столько?", condition=Condition("stars", ("3",)))
FORM = [ROOM, STARS, WHY]


def filled(questions: list[Question], **said: object) -> AnswersForm:
    data = {f"q-{key}": value if isinstance(value, list) else [value] for key, value in said.items()}
    return AnswersForm(questions, MultiValueDict(data))


def alone(kind: str, value: object, **facts: object) -> AnswersForm:
    return filled([Question("a", kind, "Вопрос", **facts)], a=value)


OPTIONS = (Option("x", "Икс"), Option("y", "Игрек"))


@pytest.mark.parametrize(
    ("kind", "typed", "stored", "shown"),
    [
        ("short", " Лес ", "Лес", "Лес"),
        ("long", "Лес\r\nи поле", "Лес\r\nи поле", "Лес\r\nи поле"),
        ("one", "y", "y", "Игрек"),
        ("several", ["x", "y"], ["x", "y"], "Икс, Игрек"),
        ("yes_no", "no", "no", "Нет"),
        ("number", "1\u00a0234,5", 1234.5, "1234,5"),
        ("number", "−3", -3, "-3"),
        ("date", "12.03.2027", "2027-03-12", "12.03.2027"),
        ("date", "2027-03-12", "2027-03-12", "12.03.2027"),
        ("scale", "4", 4, "4"),
        ("agree", "on", True, "Да"),
        ("email", "ANNA@example.org", "anna@example.org", "anna@example.org"),
        ("phone", "8 912 345-67-89", "+79123456789", "+79123456789"),
        ("link", "vk.com/fond", "https://vk.com/fond", "https://vk.com/fond"),
    ],
)
def test_each_kind_is_read_stored_and_shown(kind, typed, stored, shown):
    form = alone(kind, typed, options=OPTIONS)
    assert form.is_valid(), form.errors
    assert form.answers == {"a": stored}
    assert json.loads(json.dumps(form.answers)) == form.answers
    assert kinds.KINDS[kind].show(form.questions[0], stored) == shown


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("number", "12 руб", "Введите только число, например 12 или 1234,5."),
        ("number", "nan", "Введите только число, например 12 или 1234,5."),
        ("number", "1e9", "Введите только число, например 12 или 1234,5."),
        ("number", "１２", "Введите только число, например 12 или 1234,5."),
        ("date", "завтра", "Напишите дату так: 12.03.2027."),
        ("link", "javascript:alert(1)", "Нужен адрес страницы, например https://vk.com/nash_fond."),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(kind, typed, sentence):
    assert alone(kind, typed).errors == {"q-a": [sentence]}


@pytest.mark.parametrize("value", ["z", "", "0", "6"])
def test_a_choice_that_was_not_offered_is_refused(value):
    assert not alone("scale", value, required=True).is_valid()
    assert not alone("one", value, required=True, options=OPTIONS).is_valid()


def test_required_is_demanded_in_our_words():
    empty = [Question(code, code, code, required=True, options=OPTIONS) for code in ("short", "one", "agree", "number")]
    assert {name: said[0] for name, said in filled(empty).errors.items()} == {
        "q-short": "Заполните это поле.",
        "q-one": "Выберите один из ответов.",
        "q-agree": "Без этой отметки отправить нельзя.",
        "q-number": "Заполните это поле.",
    }


def test_what_was_not_asked_is_neither_demanded_nor_stored():
    form = filled(FORM, room="f", stars="много", why="Просто")
    assert (form.is_valid(), form.answers) == (True, {"room": "f"})


def test_what_was_asked_is_demanded():
    form = filled(FORM, room="h")
    assert form.errors == {"q-stars": ["Заполните это поле."]}


def test_a_condition_on_a_hidden_question_hides_too():
    assert [one.key for one in asked(FORM, {"room": "h", "stars": 3})] == ["room", "stars", "why"]
    assert [one.key for one in asked(FORM, {"room": "f", "stars": 3})] == ["room"]


def test_without_a_script_the_condition_is_told():
    form = AnswersForm(FORM)
    assert form.fields["q-stars"].help_text == "Если на вопрос «Где жить?» вы ответили «В гостинице»."


def test_the_snapshot_gives_the_same_form_back():
    assert restored(json.loads(json.dumps(snapshot(FORM)))) == FORM


def test_snapshots_are_merged_by_the_newest_words_with_every_option():
    newer = Question("room", "one", "Где ночевать?", options=(Option("h", "Гостиница"), Option("t", "Палатка")))
    both = merged([snapshot(FORM), snapshot([newer])])
    assert both[0].text == "Где ночевать?"
    assert [one.text for one in both[0].options] == ["Гостиница", "В семье", "Палатка"]


def test_answers_are_summed_up():
    questions = [ROOM, Question("mark", "scale", "Оценка", low="плохо", high="хорошо"), Question("say", "long", "Что ещё?")]
    rows = [{"room": "h", "mark": 5, "say": "Спасибо"}, {"room": "h", "mark": 4}, {"room": "f", "mark": 4}]
    room, mark, say = summaries(questions, rows)
    assert [(line.text, line.count, line.percent) for line in room.lines] == [("В гостинице", 2, 67), ("В семье", 1, 33)]
    assert (mark.average, [line.count for line in mark.lines]) == (4.3, [0, 0, 0, 2, 1])
    assert (say.answered, say.texts) == (1, ["Спасибо"])


def test_exports_have_a_column_per_question():
    class Row:
        answers = {"room": "h", "stars": 2.5}

    body, count = exports.to_csv(columns(FORM), [Row])
    assert (count, body.decode("utf-8-sig")) == (1, "Где жить?;Сколько ночей?;Почему столько?\r\nВ гостинице;2,5;\r\n")


def test_an_app_above_registers_its_own_kind():
    kinds.register(kinds.Kind("weather", "Погода", kinds.short, str.upper, kinds.plain))
    try:
        form = alone("weather", "снег")
        assert (form.is_valid(), form.answers) == (True, {"a": "СНЕГ"})
    finally:
        del kinds.KINDS["weather"]


def stream(*children: tuple[str, dict]) -> object:
    """A form as the admin stores it."""
    raw = [
        {"type": kind, "id": f"k{number}", "value": {"help": "", "required": False, "show_if": {}} | value}
        for number, (kind, value) in enumerate(children, 1)
    ]
    return QuestionsBlock().to_python(raw)


def options(*words: str) -> list[dict]:
    return [{"type": "item", "id": f"o{number}", "value": text} for number, text in enumerate(words, 1)]


CHOICE = ("one", {"text": "Где жить?", "options": options("В гостинице", "В семье")})


def test_the_admin_form_becomes_questions_with_keys_that_last():
    found = questions_of(stream(CHOICE, ("short", {"text": "Где?", "show_if": {"number": 1, "answers": "в семье"}})))
    assert [one.key for one in found] == ["k1", "k2"]
    assert found[0].options == (Option("o1", "В гостинице"), Option("o2", "В семье"))
    assert found[1].condition == Condition("k1", ("o2",))


@pytest.mark.parametrize(
    ("show_if", "sentence"),
    [
        ({"number": 2, "answers": "Да"}, "Укажите номер вопроса, который стоит выше."),
        ({"number": 1, "answers": "В палатке"}, "В вопросе 1 нет такого ответа. Перепишите его слово в слово."),
        ({"number": 1, "answers": ""}, "В вопросе 1 нет такого ответа. Перепишите его слово в слово."),
    ],
)
def test_a_wrong_condition_is_told_when_the_form_is_saved(show_if, sentence):
    with pytest.raises(ValidationError) as refusal:
        QuestionsBlock().clean(stream(CHOICE, ("short", {"text": "Где?", "show_if": show_if})))
    assert sentence in str(refusal.value.as_json_data())


def test_a_right_condition_is_taken():
    QuestionsBlock().clean(stream(CHOICE, ("short", {"text": "Где?", "show_if": {"number": 1, "answers": "В семье"}})))


def test_the_form_is_drawn_with_labels_hints_and_mistakes():
    page = engines["django"].from_string('{% load questions %}{% include "components/form_errors.html" %}{% questions form %}')
    scale = Question("mark", "scale", "Оценка", required=True, low="плохо", high="хорошо")
    form = filled([*FORM, scale], room="h")
    html = page.render({"form": form})
    assert "Выберите один из ответов." in html
    assert html.count('type="radio"') == 7
    assert '<span class="vh">хорошо</span>' in html
    assert 'href="#id_q-mark_0"' in html
    assert 'id="id_q-mark_0"' in html


KEYS = ["a", "b", "c", "d"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_sent_only_asked_questions_are_stored(data):
    questions = []
    for place, key in enumerate(KEYS):
        hangs = place and data.draw(st.booleans())
        condition = Condition(data.draw(st.sampled_from(KEYS[:place])), ("yes",)) if hangs else None
        questions.append(Question(key, "yes_no", key, required=data.draw(st.booleans()), condition=condition))
    form = filled(questions, **{key: data.draw(st.sampled_from(["yes", "no", "", "junk"])) for key in KEYS})
    if form.is_valid():
        shown = {one.key for one in asked(questions, form.answers)}
        assert set(form.answers) <= shown
        assert all(one.key in form.answers for one in questions if one.required and one.key in shown)


def test_dates_of_answers_are_dates():
    form = alone("date", "29.02.2028")
    assert form.is_valid()
    assert datetime.date.fromisoformat(form.answers["a"]) == datetime.date(2028, 2, 29)
