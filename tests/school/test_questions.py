from decimal import Decimal

import pytest

from school.questions import KINDS

TWO = {"options": [{"id": "a", "text": "Да", "right": True}, {"id": "b", "text": "Нет", "right": False}]}
THREE = {"options": [*TWO["options"], {"id": "c", "text": "Может быть", "right": True}]}


@pytest.mark.parametrize(
    ("kind", "data", "answer", "points"),
    [
        ("single", TWO, "a", 1),
        ("single", TWO, "b", 0),
        ("single", TWO, "нет такого", 0),
        ("multiple", THREE, ["a", "c"], 1),
        ("multiple", THREE, ["a"], 0),
        ("multiple", THREE, ["a", "b", "c"], 0),
        ("true_false", {"right": False}, "false", 1),
        ("true_false", {"right": False}, "true", 0),
        ("short", {"accepted": [{"text": "Складчина"}]}, "  складчина ", 1),
        ("short", {"accepted": [{"text": "счёт"}]}, "СЧЕТ", 1),
        ("short", {"accepted": [{"text": "«круглый стол»"}]}, "круглый  стол", 1),
        ("short", {"accepted": [{"text": "устав*"}]}, "устав фонда", 1),
        ("short", {"accepted": [{"text": "5-7"}]}, "5–7", 1),
        ("short", {"accepted": [{"text": "да", "weight": 0.5}]}, "да", Decimal("0.5")),
        ("short", {"accepted": [{"text": "a.c"}]}, "abc", 0),
    ],
)
def test_marking(kind, data, answer, points):
    assert KINDS[kind].mark(data, answer) == Decimal(points)


@pytest.mark.parametrize(
    ("kind", "values", "answer"),
    [
        ("single", [""], None),
        ("single", ["a"], "a"),
        ("multiple", [], None),
        ("multiple", ["b", "a", "a"], ["a", "b"]),
        ("true_false", ["maybe"], None),
        ("short", ["  много   слов "], "много слов"),
        ("short", ["я" * 10_000], "я" * 500),
    ],
)
def test_reading(kind, values, answer):
    assert KINDS[kind].read(values) == answer


def test_partial_weights_stay_between_nothing_and_one():
    data = {
        "partial": True,
        "options": [
            {"id": "a", "text": "", "right": True, "weight": 0.5},
            {"id": "b", "text": "", "right": False, "weight": -1},
            {"id": "c", "text": "", "right": True, "weight": 0.5},
        ],
    }
    assert KINDS["multiple"].mark(data, ["a", "c"]) == 1
    assert KINDS["multiple"].mark(data, ["a", "b"]) == 0
