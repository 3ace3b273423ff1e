"""The shared cache of one machine: of many processes exactly one is first, and no raise is lost."""

import multiprocessing
from pathlib import Path

import pytest

from core.cachefiles import FileCache

CLERKS, TIMES = 4, 40


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "cache")


def cache_in(folder: str) -> FileCache:
    return FileCache(folder, {"OPTIONS": {"MAX_ENTRIES": 10_000}})


def be_first(folder: str, keys: list[str]) -> list[bool]:
    return [cache_in(folder).add(key, 1, 60) for key in keys]


def raise_it(folder: str) -> None:
    for _turn in range(TIMES):
        cache_in(folder).incr("limit")


def at_once(what: object, *args: object) -> list:
    with multiprocessing.get_context("spawn").Pool(CLERKS) as pool:
        return pool.starmap(what, [args] * CLERKS)


def test_one_of_many_processes_is_first(folder: str) -> None:
    keys = [f"claim {number}" for number in range(TIMES)]
    firsts = at_once(be_first, folder, keys)
    assert [sum(turn) for turn in zip(*firsts, strict=True)] == [1] * TIMES


def test_no_raise_of_a_number_is_lost(folder: str) -> None:
    cache_in(folder).set("limit", 0, 600)
    at_once(raise_it, folder)
    assert cache_in(folder).get("limit") == CLERKS * TIMES
