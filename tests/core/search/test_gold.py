"""The gold file: what people ask and what must be found, on whichever database the suite runs."""

import tomllib
from pathlib import Path

import pytest

from core import cards
from core.cards import CardData
from core.search.find import search

GOLD = tomllib.loads((Path(__file__).parent / "gold.toml").read_text(encoding="utf-8"))


@pytest.mark.django_db
def test_every_question_finds_exactly_its_texts():
    cards.put(CardData("text", key, "ru", f"/{key}/", title, body=body) for key, (title, body) in GOLD["texts"].items())
    wrong = {}
    for text, meant in GOLD["queries"].items():
        found = search(text)
        keys = sorted(one.key for one in found.cards) if not found.loose else []
        if keys != sorted(meant):
            wrong[text] = keys
    assert wrong == {}


def test_the_file_is_large_enough_and_names_only_its_texts():
    assert len(GOLD["queries"]) >= 50
    assert {key for meant in GOLD["queries"].values() for key in meant} <= set(GOLD["texts"])
