"""Acts: what runs on commit may be an act of its own, and threads of one process stand in line."""

import threading

import pytest
from django.db import connection, transaction

from core import guard
from core.models import Marker

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_runs_on_commit_may_be_an_act_of_its_own(monkeypatch):
    monkeypatch.setattr(guard, "IN_LINE", 0.2)  # who stood in line behind oneself would run out of patience
    done = []

    @guard.act
    def inner() -> None:
        done.append(Marker.objects.count())

    @guard.act
    def outer() -> None:
        transaction.on_commit(inner)

    outer()
    assert len(done) == 1


def test_another_thread_waits_for_the_act_to_end():
    if connection.vendor != "sqlite":
        return  # PostgreSQL lets writers in side by side
    steps, entered = [], threading.Event()

    @guard.act
    def second() -> None:
        steps.append("second")

    def other() -> None:
        entered.set()
        second()
        connection.close()

    thread = threading.Thread(target=other)

    @guard.act
    def first() -> None:
        thread.start()
        entered.wait(5)
        steps.append("first")

    first()
    thread.join(5)
    assert steps == ["first", "second"]
