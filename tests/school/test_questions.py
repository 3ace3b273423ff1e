import json
from decimal import Decimal
from random import Random

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from school.questions import KINDS, Feedback, new_option_id, option_order
from school.questions.kind import part, share
from school.questions.numbers import number
from school.questions.numeric import around

TWO = {"options": [{"id": "a", "text": "Да", "right": True}, {"id": "b", "text": "Нет", "right": False}]}
THREE = {"options": [*TWO["options"], {"id": "c", "text": "Может быть", "right": True}]}
NUMBERS = {
    "accepted": [
        around(Decimal("58900"), Decimal(100)),
        {"low": "10", "high": "20", "weight": "0.5", "remark": "Это только деньги."},
    ]
}
PAIRS = {
    "lefts": [
        {"id": "l1", "text": "Устав", "match": "r7"},
        {"id": "l2", "text": "Смета", "match": "r3"},
        {"id": "l3", "text": "Отчёт", "match": "r9"},
    ],
    "rights": [
        {"id": "r7", "text": "правила"},
        {"id": "r3", "text": "деньги"},
        {"id": "r9", "text": "итог"},
        {"id": "r1", "text": "лишнее"},
    ],
}
STEPS = {"items": [{"id": key, "text": text} for key, text in (("x", "обход"), ("m", "разговор"), ("b", "сбор"))]}
KEYS = {
    "single": TWO,
    "multiple": THREE,
    "true_false": {"right": True, "remarks": {"false": "Тайна"}},
    "short": {"accepted": [{"text": "складчина", "remark": "Тайна"}]},
    "numeric": NUMBERS,
    "matching": PAIRS,
    "ordering": STEPS,
    "free_text": {"lines": 6, "guide": "Тайна"},
}


def post(**fields):
    query = QueryDict(mutable=True)
    for name, value in fields.items():
        query.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return query


@pytest.mark.parametrize(
    ("kind", "data", "answer", "points"),
    [
        ("single", TWO, "a", 1),
        ("single", TWO, "b", 0),
        ("single", TWO, "нет такого", 0),
        ("single", TWO, None, 0),
        ("single", {"options": [{"id": "a", "text": "", "right": True, "weight": "0.3333333"}]}, "a", "0.3333"),
        ("single", {"options": [{"id": "a", "text": "", "right": False, "weight": -0.5}]}, "a", 0),
        ("multiple", THREE, ["a", "c"], 1),
        ("multiple", THREE, ["a"], 0),
        ("multiple", THREE, ["a", "b", "c"], 0),
        ("multiple", THREE, None, 0),
        ("true_false", {"right": False}, "false", 1),
        ("true_false", {"right": False}, "true", 0),
        ("true_false", {"right": False}, None, 0),
        ("short", {"accepted": [{"text": "Складчина"}]}, "  складчина ", 1),
        ("short", {"accepted": [{"text": "счёт"}]}, "СЧЕТ", 1),
        ("short", {"accepted": [{"text": "«круглый стол»"}]}, "круглый  стол", 1),
        ("short", {"accepted": [{"text": "устав*"}]}, "устав фонда", 1),
        ("short", {"accepted": [{"text": "устав *"}]}, "уставший", 0),
        ("short", {"accepted": [{"text": "*село*фонд"}]}, "наше село и фонд", 1),
        ("short", {"accepted": [{"text": "ab*ba"}]}, "aba", 0),
        ("short", {"accepted": [{"text": "2\\*2"}]}, "2*2", 1),
        ("short", {"accepted": [{"text": "2\\*2"}]}, "212", 0),
        ("short", {"accepted": [{"text": "5-7"}]}, "5–7", 1),
        ("short", {"accepted": [{"text": "район"}]}, "раи\u0306он", 1),
        ("short", {"accepted": [{"text": "да", "weight": 0.5}]}, "да", "0.5"),
        ("short", {"accepted": [{"text": "д*", "weight": 0.5}, {"text": "да"}]}, "да", 1),
        ("short", {"accepted": [{"text": "a.c"}]}, "abc", 0),
        ("numeric", NUMBERS, {"raw": "59 000", "value": "59000"}, 1),
        ("numeric", NUMBERS, {"raw": "59 000,01", "value": "59000.01"}, 0),
        ("numeric", NUMBERS, {"raw": "20", "value": "20"}, "0.5"),
        ("numeric", NUMBERS, {"raw": "двадцать", "value": None}, 0),
        ("matching", PAIRS, {"l1": "r7", "l2": "r3", "l3": "r9"}, 1),
        ("matching", PAIRS, {"l1": "r7", "l2": "r7"}, "0.3333"),
        ("matching", PAIRS, {"l1": "r7", "l2": "r3", "l3": "r1"}, "0.6667"),
        ("ordering", STEPS, {"x": 1, "m": 2, "b": 3}, 1),
        ("ordering", STEPS, {"x": 1, "m": 1, "b": 3}, "0.6667"),
        ("ordering", STEPS, {"x": 3, "m": 1, "b": 2}, 0),
        ("free_text", {}, None, 0),
    ],
)
def test_marking(kind, data, answer, points):
    assert KINDS[kind].mark(data, answer) == Decimal(points)


def test_a_written_answer_waits_for_a_mentor():
    assert KINDS["free_text"].by_hand is True
    assert KINDS["free_text"].mark({}, "Мы начали с обхода.") is None
    assert [kind.code for kind in KINDS.values() if kind.by_hand] == ["free_text"]


@pytest.mark.parametrize(
    ("kind", "data", "values", "answer"),
    [
        ("single", TWO, {"q": ""}, None),
        ("single", TWO, {}, None),
        ("single", TWO, {"q": "a"}, "a"),
        ("single", TWO, {"q": "чужой"}, None),
        ("single", TWO, {"q": ["a", "b"]}, "a"),
        ("multiple", THREE, {}, None),
        ("multiple", THREE, {"q": ["b", "a", "a", "чужой"]}, ["a", "b"]),
        ("true_false", {"right": True}, {"q": "maybe"}, None),
        ("short", {}, {"q": "  много   слов "}, "много слов"),
        ("short", {}, {"q": "я" * 10_000}, "я" * 500),
        ("short", {}, {"q": "да\x00"}, "да"),
        ("numeric", {}, {"q": " 1 234,5 "}, {"raw": "1 234,5", "value": "1234.5"}),
        ("numeric", {}, {"q": "−5"}, {"raw": "−5", "value": "-5"}),
        ("numeric", {}, {"q": "-0"}, {"raw": "-0", "value": "0"}),
        ("numeric", {}, {"q": "12 руб"}, {"raw": "12 руб", "value": None}),
        ("numeric", {}, {"q": "  "}, None),
        ("matching", PAIRS, {"q__l1": "r7", "q__l2": "", "q__l3": "чужой"}, {"l1": "r7"}),
        ("matching", PAIRS, {"q__l1": ""}, None),
        ("ordering", STEPS, {"q__x": "2", "q__m": "2", "q__b": "9"}, {"x": 2, "m": 2}),
        ("ordering", STEPS, {"q__x": "１", "q__m": "-1", "q__b": "1.5"}, None),
        ("free_text", {}, {"q": " Первое.\r\nВторое.\x00 "}, "Первое.\nВторое."),
    ],
)
def test_reading(kind, data, values, answer):
    assert KINDS[kind].read(data, post(**values), "q") == answer


@pytest.mark.parametrize(
    "text", ["nan", "inf", "1e9", "1_000", "１２", "", "+", "1,", ",5", "1.2.3", "1234567890123", "0x10", "١٢"]
)
def test_what_is_no_plain_number(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("1 234,5", "1234.5"), ("1\u00a0234", "1234"), ("1\u202f234", "1234"), ("−3", "-3"), ("+7", "7")]
)
def test_numbers_as_people_type_them(text, value):
    assert number(text) == Decimal(value)


def test_partial_weights_stay_between_nothing_and_one():
    weights = {"a": 0.5, "b": -1, "c": 0.5}
    data = {
        "partial": True,
        "options": [{"id": key, "text": "", "right": value > 0, "weight": value} for key, value in weights.items()],
    }
    assert KINDS["multiple"].mark(data, ["a", "c"]) == 1
    assert KINDS["multiple"].mark(data, ["a"]) == Decimal("0.5")
    assert KINDS["multiple"].mark(data, ["a", "b"]) == 0


def test_three_thirds_are_the_whole():
    data = {"partial": True, "options": [{"id": key, "text": "", "right": True, "weight": "0.3333333"} for key in "abc"]}
    assert KINDS["multiple"].mark(data, ["a", "b", "c"]) == 1
    assert KINDS["multiple"].mark(data, ["a", "b"]) == Decimal("0.6667")


@pytest.mark.parametrize("value", ["nan", "Infinity", "-inf", float("nan"), float("inf"), None, [], {}, True, "1e3"])
def test_a_weight_that_is_no_number_weighs_nothing(value):
    data = {"options": [{"id": "a", "text": "", "right": False, "weight": value}]}
    assert KINDS["single"].mark(data, "a") == 0


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_part_is_rounded_half_up(right, whole):
    got = part(min(right, whole), whole)
    assert 0 <= got <= 1
    assert got == share(got)
    if whole:
        assert abs(got - Decimal(min(right, whole)) / whole) <= Decimal("0.00005")


SOME_TEXT = st.text(max_size=30)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | SOME_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SOME_TEXT, inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(sorted(KEYS)), ANY_JSON)
def test_no_kept_answer_breaks_a_screen(code, answer):
    kind, data = KINDS[code], KEYS[code]
    score = kind.mark(data, answer)
    assert score is None or 0 <= score <= 1
    assert isinstance(kind.describe(data, answer), str)
    kind.is_answered(data, answer)
    kind.problem(data, answer)
    kind.remarks(data, answer)
    kind.chosen(data, answer)
    kind.filled(data, [], answer, Feedback(remarks=True, right=True))


@given(st.sampled_from(sorted(KEYS)), st.dictionaries(st.sampled_from(["q", "q-l1", "q-l2", "q-x", "q-m"]), SOME_TEXT))
def test_whatever_is_sent_becomes_an_answer_json_keeps(code, fields):
    query = QueryDict(mutable=True)
    query.update(fields)
    kind, data = KINDS[code], KEYS[code]
    answer = kind.read(data, query, "q")
    assert json.loads(json.dumps(answer)) == answer
    score = kind.mark(data, answer)
    assert score is None or 0 <= score <= 1


@given(st.permutations(["обход", "разговор", "сбор", "отчёт"]), st.randoms(use_true_random=False))
def test_marks_do_not_depend_on_the_order_shown(texts, random):
    data = {"items": [{"id": text[:2], "text": text} for text in texts]}
    kind = KINDS["ordering"]
    order = kind.shuffled(data, random)
    assert sorted(order) == sorted(kind.option_ids(data))
    given_places = {row["id"]: place for place, row in enumerate(data["items"], start=1)}
    assert kind.mark(data, given_places) == 1
    assert [row["id"] for row in kind.learner_view(data, order)["items"]] == order


@given(st.text("аб* ", max_size=40), st.text("аб ", max_size=80))
def test_stars_mean_what_a_regular_expression_would_mean(pattern, text):
    import re

    from school.questions.short import folded, matches

    expected = re.fullmatch(".*".join(map(re.escape, folded(pattern).split("*"))), folded(text)) is not None
    assert matches(pattern, text) == expected


def test_many_stars_take_no_time():
    data = {"accepted": [{"text": "*а" * 240 + "*б"}] * 30}
    assert KINDS["short"].mark(data, "а" * 500) == 0


@pytest.mark.parametrize("code", sorted(KEYS))
def test_before_the_end_nothing_of_the_key_reaches_the_browser(code):
    kind, data = KINDS[code], KEYS[code]
    order = option_order(kind, data, Random(7), mix=True)
    seen = json.dumps([kind.learner_view(data, order), kind.filled(data, order, None, Feedback())], ensure_ascii=False)
    for telltale in ('"right"', '"weight"', '"match"', '"accepted"', '"verdict"', "Тайна", "58900", "складчина"):
        assert telltale not in seen


def test_the_order_of_the_key_is_never_shown_unmixed():
    assert [row["id"] for row in KINDS["ordering"].learner_view(STEPS)["items"]] == ["b", "m", "x"]
    assert [row["id"] for row in KINDS["matching"].learner_view(PAIRS)["rights"]] == ["r1", "r3", "r7", "r9"]
    orders = {tuple(option_order(KINDS["ordering"], STEPS, Random(seed), mix=False)) for seed in range(30)}
    assert len(orders) == 6
    assert option_order(KINDS["single"], TWO, Random(1), mix=False) == ["a", "b"]
    assert len({new_option_id() for _ in range(50)}) == 50


def test_one_seed_gives_one_order():
    orders = [option_order(KINDS["multiple"], THREE, Random(5), mix=True) for _ in range(2)]
    assert orders[0] == orders[1]


@pytest.mark.parametrize(
    ("code", "answer", "said", "right"),
    [
        ("single", "b", "Нет", "Да"),
        ("multiple", ["c", "a"], "Да; Может быть", "Да; Может быть"),
        ("true_false", "false", "неверно", "верно"),
        ("short", "толока", "толока", "складчина"),
        ("numeric", {"raw": "12,5", "value": "12.5"}, "12,5", "от 58800 до 59000"),
        ("matching", {"l1": "r1"}, "Устав — лишнее; Смета — …; Отчёт — …", "Устав — правила; Смета — деньги; Отчёт — итог"),
        ("ordering", {"b": 1, "x": 2}, "1) сбор; 2) обход", "1) обход; 2) разговор; 3) сбор"),
        ("free_text", "Мы обошли село.", "Мы обошли село.", ""),
    ],
)
def test_answers_in_words(code, answer, said, right):
    assert (KINDS[code].describe(KEYS[code], answer), KINDS[code].right_answer(KEYS[code])) == (said, right)


def test_what_to_mend_is_told_and_the_answer_kept():
    assert KINDS["numeric"].problem(NUMBERS, {"raw": "12 руб", "value": None}) == "Введите только число."
    assert KINDS["ordering"].problem(STEPS, {"x": 2, "m": 2, "b": 1}).startswith("Одинаковые номера: 2.")
    assert KINDS["ordering"].problem(STEPS, {"x": 2}) == "Поставьте номер каждой строке."
    assert KINDS["matching"].problem(PAIRS, {"l1": "r7"}) == "Выберите пару для каждой строки."
    assert KINDS["matching"].is_answered(PAIRS, {"l1": "r7"}) is False
    assert KINDS["ordering"].is_answered(STEPS, {"x": 2, "m": 2, "b": 1}) is True


HALF = {**TWO["options"][0], "weight": "0.5"}
NO = TWO["options"][1]


@pytest.mark.parametrize(
    ("code", "data", "why"),
    [
        ("single", {"options": [NO]}, "Нужно от двух до двадцати вариантов ответа."),
        ("single", {"options": [NO, {**NO, "text": "нет "}]}, "Два варианта написаны одинаково."),
        ("multiple", {"options": [NO, {**NO, "text": "Иное"}]}, "Отметьте хотя бы один верный вариант."),
        ("single", {"options": [HALF, NO]}, "Хотя бы один вариант должен стоить весь балл: вес 1."),
        ("multiple", {"partial": True, "options": [HALF, NO]}, "Веса верных вариантов вместе должны давать 1."),
        ("true_false", {}, "Отметьте, верно ли утверждение."),
        ("short", {"accepted": [{"text": "«»"}]}, "Есть допустимый ответ без слов."),
        ("numeric", {"accepted": [{"low": "5", "high": "1"}]}, "Начало промежутка больше его конца."),
        ("numeric", {"accepted": [{"low": "пять", "high": "1"}]}, "В верном ответе должно стоять только число."),
        (
            "matching",
            {"lefts": PAIRS["lefts"], "rights": PAIRS["rights"][:2]},
            "Правые стороны повторяются или не найдены: каждую напишите один раз.",
        ),
        ("ordering", {"items": [STEPS["items"][0]] * 2}, "Две строки написаны одинаково."),
        ("free_text", {"lines": 400}, "Высота поля — от 2 до 30 строк."),
    ],
)
def test_mistakes_of_the_author_are_named(code, data, why):
    assert why in KINDS[code].validate(data)


@pytest.mark.parametrize("code", sorted(KEYS))
def test_good_questions_have_no_mistakes(code):
    assert KINDS[code].validate(KEYS[code]) == []
    assert KINDS[code].validate({}) != [] or code == "free_text"
