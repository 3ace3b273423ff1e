from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.template import Context, Template
from django.utils import translation

from core import moments

PERM = "Asia/Yekaterinburg"
START = datetime(2026, 9, 17, 5, 0, tzinfo=UTC)
TODAY = date(2026, 3, 1)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def render(text: str, **context: object) -> str:
    return plain(Template(text).render(Context(context)))


def test_time_of_the_event_with_moscow_beside_it():
    assert plain(moments.when(START, PERM, "по Перми")) == "10:00 по Перми (МСК+2)"
    assert plain(moments.when(START, "Europe/Kirov", "по Кирову")) == "08:00 МСК"
    assert plain(moments.when(START, PERM)) == "10:00 МСК+2"
    assert plain(moments.when(START, "Europe/Kaliningrad", "по Калининграду")) == "07:00 по Калининграду (МСК−1)"
    assert plain(moments.when(START, "Asia/Kolkata", "по Дели")) == "10:30 по Дели (МСК+2:30)"


def test_tags_take_a_region_or_words():
    region = SimpleNamespace(time_by="по Перми")
    assert render("{% when at zone region %}", at=START, zone=PERM, region=region) == "10:00 по Перми (МСК+2)"
    assert render("{% when at zone 'по Перми' %}", at=START, zone=PERM) == "10:00 по Перми (МСК+2)"
    assert render("{% when at zone %}{% day at %}{% span at %}{% ago at %}{% clock at %}{% hours at at %}", at=None) == ""


def test_hours_of_one_day_and_of_several():
    region = SimpleNamespace(time_by="по Перми")
    text = "{% hours a b zone region %}"
    assert render(text, a=START, b=START + timedelta(hours=7), zone=PERM, region=region) == "10:00–17:00 по Перми (МСК+2)"
    assert render(text, a=START, b=START + timedelta(days=2), zone=PERM, region=region) == "10:00 по Перми (МСК+2)"
    assert render(text, a=START, b=None, zone=PERM, region=None) == "10:00 МСК+2"


def test_day_is_the_day_of_the_zone():
    late = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
    assert render("{% day at zone %}", at=late, zone=PERM) == "22 ноября 2026 г."
    assert render("{% day at %}", at=late) == "21 ноября 2026 г."
    assert render("{% day at %}", at=date(2026, 11, 22)) == "22 ноября 2026 г."


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (date(2026, 9, 17), "17 сентября"),
        (date(2026, 9, 19), "17–19 сентября"),
        (date(2026, 10, 2), "17 сентября – 2 октября"),
        (date(2027, 1, 2), "17 сентября 2026 г. – 2 января 2027 г."),
        (None, "17 сентября"),
        (date(2026, 1, 1), "17 сентября"),
    ],
)
def test_span_of_days(ends, said):
    assert plain(moments.span(date(2026, 9, 17), ends, today=TODAY)) == said


def test_span_of_another_year_says_it():
    assert plain(moments.span(date(2025, 9, 30), date(2025, 10, 2), today=TODAY)) == "30 сентября – 2 октября 2025 г."
    assert plain(moments.span(date(2025, 9, 17), date(2025, 9, 19), today=TODAY)) == "17–19 сентября 2025 г."


def test_span_of_moments_counts_days_of_the_zone():
    with time_machine.travel("2026-03-01", tick=False):
        ends = datetime(2026, 9, 18, 20, 0, tzinfo=UTC)
        assert render("{% span a b zone %}", a=START, b=ends, zone=PERM) == "17–19 сентября"


def test_english_says_the_same():
    with translation.override("en"):
        assert plain(moments.day(date(2026, 11, 22))) == "22 November 2026"
        assert plain(moments.span(date(2026, 9, 17), date(2026, 9, 19), today=TODAY)) == "17–19 September"


@pytest.mark.parametrize("language", ["tt", "ba", "udm"])
def test_dates_of_other_languages_do_not_fall_to_english(language):
    with translation.override(language):
        assert plain(moments.day(date(2026, 11, 22))).endswith("2026 г.")


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=30), "только что"),
        (timedelta(minutes=1), "1 минуту назад"),
        (timedelta(minutes=5), "5 минут назад"),
        (timedelta(hours=2), "сегодня в 10:00"),
        (timedelta(hours=20), "вчера в 16:00"),
        (timedelta(days=3), "14 сентября"),
        (timedelta(days=-3), "20 сентября"),
    ],
)
def test_ago(passed, said):
    now = datetime(2026, 9, 17, 9, 0, tzinfo=UTC)
    assert plain(moments.ago(now - passed, now)) == said
