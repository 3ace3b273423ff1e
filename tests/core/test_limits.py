"""Sliding limits, counted exactly, by account or address first (spec: reliability §7)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import RequestFactory

from core import limits


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(datetime(2026, 9, 1, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def ask(who: str = "anna@example.org") -> bool:
    return limits.allow("code", who, times=3, seconds=60)


def test_three_a_minute_then_no_more() -> None:
    assert [ask() for _try in range(5)] == [True, True, True, False, False]


def test_the_window_slides(clock: time_machine.Traveller) -> None:
    ask()
    clock.shift(timedelta(seconds=40))
    assert [ask(), ask(), ask()] == [True, True, False]
    clock.shift(timedelta(seconds=21))
    assert [ask(), ask()] == [True, False]


def test_refused_attempts_do_not_lengthen_the_wait(clock: time_machine.Traveller) -> None:
    for _try in range(3):
        ask()
    for _second in range(59):
        clock.shift(timedelta(seconds=1))
        assert not ask()
    clock.shift(timedelta(seconds=1))
    assert ask()


def test_how_long_to_wait(clock: time_machine.Traveller) -> None:
    wait = lambda: limits.wait("code", "anna@example.org", times=3, seconds=60)  # noqa: E731
    assert wait() == 0
    for _try in range(3):
        ask()
        clock.shift(timedelta(seconds=10))
    assert wait() == 30
    clock.shift(timedelta(seconds=30))
    assert wait() == 0


def test_others_and_other_names_are_counted_apart() -> None:
    for _try in range(3):
        ask()
    assert [ask("boris@example.org"), ask("ANNA@example.org ")] == [True, False]
    assert limits.allow("lost_link", "anna@example.org", times=1, seconds=60)


def test_a_right_code_starts_anew() -> None:
    for _try in range(3):
        ask()
    limits.forget("code", "anna@example.org")
    assert ask()


def test_many_at_once_are_counted_exactly() -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _try: limits.allow("ip", "10.0.0.1", times=30, seconds=60), range(100)))
    assert answers.count(True) == 30


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "6.6.6.6", "10.0.0.9"),
        (1, "6.6.6.6, 7.7.7.7", "7.7.7.7"),
        (2, "6.6.6.6, 7.7.7.7", "6.6.6.6"),
        (2, "7.7.7.7", "10.0.0.9"),
        (1, "nonsense", "0.0.0.0"),
        (1, "2001:db8::0001", "2001:db8::1"),
    ],
)
def test_forwarded_addresses_are_believed_only_from_our_proxies(
    settings: object, proxies: int, forwarded: str, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=forwarded)
    assert limits.client_ip(request) == expected


def test_an_ipv6_household_is_one() -> None:
    assert limits.network("2001:db8::1") == limits.network("2001:db8::ffff") == "2001:db8::/64"
    assert limits.network("10.0.0.1") == "10.0.0.1"
