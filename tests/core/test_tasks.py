"""The minute clock: each job once among all clocks, faults of one do not stop the others (spec: platform §7)."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from core import clock, tasks
from core.models import Schedule
from core.tasks import ring, schedule, tick

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
rung: list[tuple] = []


@task()
def note(*ids: int) -> None:
    rung.append(ids)


@pytest.fixture(autouse=True)
def no_other_jobs() -> Iterator[list[str]]:
    """Only the jobs a test registers; what ran is in the list."""
    before = dict(tasks._JOBS)
    tasks._JOBS.clear()
    rung.clear()
    yield
    tasks._JOBS.clear()
    tasks._JOBS.update(before)


def test_a_job_runs_once_a_minute_whatever_the_number_of_clocks() -> None:
    ran: list[int] = []
    schedule("job", MINUTE, lambda: ran.append(1))
    assert [tick(NOW), tick(NOW), tick(NOW + timedelta(seconds=30))] == [["job"], [], []]
    assert tick(NOW + timedelta(seconds=58)) == ["job"]
    assert len(ran) == 2


def test_a_nightly_job_runs_after_its_hour_of_moscow_and_not_again_that_day() -> None:
    schedule("night", timedelta(days=1), lambda: None, at=time(3, 0))
    assert tick(NOW) == ["night"]
    assert tick(NOW + timedelta(hours=14)) == []
    three = datetime(2026, 9, 2, 0, 0, tzinfo=UTC)
    assert [tick(three - MINUTE), tick(three), tick(three + MINUTE)] == [[], ["night"], []]


def test_a_failing_job_is_told_in_its_row_and_stops_nobody() -> None:
    schedule("broken", MINUTE, lambda: 1 / 0)
    schedule("whole", MINUTE, lambda: None)
    assert tick(NOW) == ["broken", "whole"]
    rows = {row.name: row for row in Schedule.objects.all()}
    assert (rows["broken"].error, rows["broken"].last_ok) == ("ZeroDivisionError: division by zero", None)
    assert rows["whole"].error == ""
    assert rows["heartbeat"].last_ok == NOW


def test_a_bell_rings_on_commit_only(django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ring(note, 1, 2)
        assert rung == []
    assert rung == [(1, 2)]


def dead(queue: str, minutes: int) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        started_at=timezone.now() - timedelta(minutes=minutes),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="core.mail.tasks.send_letters",
        queue_name=queue,
        backend_name="default",
        run_after=timezone.now(),
        exception_class_path="",
        traceback="",
    )


def test_tasks_of_killed_workers_are_closed_after_ten_minutes_slow_ones_after_an_hour() -> None:
    old, fresh, slow, slow_old = dead("mail", 11), dead("mail", 9), dead("slow", 30), dead("slow", 61)
    clock.dead_tasks()
    states = dict(DBTaskResult.objects.values_list("pk", "status"))
    assert [states[row.pk] for row in (old, fresh, slow, slow_old)] == ["FAILED", "RUNNING", "RUNNING", "FAILED"]


def test_old_results_are_thrown_away() -> None:
    row = dead("mail", 11)
    clock.dead_tasks()
    clock.old_results()
    assert DBTaskResult.objects.filter(pk=row.pk).exists()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=4))
    clock.old_results()
    assert not DBTaskResult.objects.exists()


def test_the_ground_floor_registers_its_jobs() -> None:
    clock.register()
    minute = ["letters", "calls", "dead_tasks", "exports", "papers", "publishing"]
    night = ["letter_bodies", "task_results", "drafts", "sessions"]
    assert list(tasks.jobs()) == [*minute, *night]
