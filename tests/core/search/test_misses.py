from datetime import date

import pytest
import time_machine

from core.models import SearchMiss
from core.search import misses
from core.search.find import search
from tests.factories.cards import publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    from django.core.cache import cache

    cache.clear()


def test_what_was_not_found_is_counted_by_week():
    publish("Сад")
    with time_machine.travel("2026-09-17 12:00", tick=False):
        for text in ("Ёлочный базар", "ёлочный  БАЗАР!", "сад"):
            misses.note(search(text), "10.0.0.1")
    assert list(SearchMiss.objects.values_list("week", "locale", "words", "times")) == [
        (date(2026, 9, 14), "ru", "елочный базар", 2)
    ]


@pytest.mark.parametrize("text", ["anna@example.org", "12345", "+7 342 212-34-56", "паспорт 57 04 123456", "", "!?"])
def test_nothing_personal_and_nothing_empty_is_kept(text):
    assert (misses.note(search(text), "10.0.0.1"), SearchMiss.objects.count()) == (False, 0)


def test_thirty_a_minute_from_one_address():
    counted = [misses.note(search(f"небывалое слово{'а' * number}"), "10.0.0.1") for number in range(31)]
    assert (counted.count(True), misses.note(search("другое"), "10.0.0.2")) == (30, True)


def test_report_has_the_oftenest_of_the_newest_week_first():
    rows = [("2026-09-14", "а", 1), ("2026-09-14", "б", 5), ("2026-09-07", "в", 9), ("2026-01-05", "г", 9)]
    for week, said, times in rows:
        SearchMiss.objects.create(week=date.fromisoformat(week), locale="ru", words=said, times=times)
    with time_machine.travel("2026-09-17 12:00", tick=False):
        assert [row.words for row in misses.report(weeks=8)] == ["б", "а", "в"]
