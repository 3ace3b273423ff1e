"""Work behind the scenes: a task is a doorbell, the row is the job (spec: platform §7).

A task takes ids, rings on commit, may be lost, doubled or late. `tick`, each minute, sweeps what nobody rang.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import Task

from core.models.schedule import Schedule

log = logging.getLogger("core.tasks")
SLACK = timedelta(seconds=5)  # the minute clock trembles; a job each minute must not slip to every second minute
HEARTBEAT = "heartbeat"


@dataclass(frozen=True)
class Job:
    """Something the minute clock does: every so often, or once a day at an hour of Moscow."""

    name: str
    every: timedelta
    run: Callable[[], None]
    at: time | None = None

    def due_since(self, now: datetime) -> datetime:
        """A job that ran last at or before this moment is due."""
        if self.at is None:
            return now - self.every + SLACK
        local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
        today = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        last = today if today <= local else today - timedelta(days=1)
        return last - timedelta(microseconds=1)


_JOBS: dict[str, Job] = {}


def schedule(name: str, every: timedelta, job: Callable[[], None], *, at: time | None = None) -> None:
    """Register a job of the minute clock, from AppConfig.ready; `at` = once a day at this hour of Moscow.

    The job must be short (ring a task for what takes long), safe to run twice and to miss.
    """
    _JOBS[name] = Job(name, every, job, at)


def jobs() -> dict[str, Job]:
    """All registered jobs by name."""
    return dict(_JOBS)


def ring(task: Task, *ids: object) -> None:
    """Enqueue the task when the transaction commits; a lost ring is made good by the sweep of the same app."""
    transaction.on_commit(lambda: task.enqueue(*ids), robust=True)


def tick(now: datetime | None = None) -> list[str]:
    """Run each due job, once among all clocks: an UPDATE of its Schedule row decides who; returns the names that ran.

    A job that raises is logged, told in its row and does not stop the others. Outside any transaction.
    """
    now = now or timezone.now()
    ran = [job.name for job in list(_JOBS.values()) if _claim(job, now) and _run(job)]
    Schedule.objects.update_or_create(name=HEARTBEAT, defaults={"last_run": now, "last_ok": now})
    return ran


def _claim(job: Job, now: datetime) -> bool:
    due = Q(last_run__isnull=True) | Q(last_run__lte=job.due_since(now))
    if Schedule.objects.filter(due, name=job.name).update(last_run=now):
        return True
    if Schedule.objects.filter(name=job.name).exists():
        return False
    _row, created = Schedule.objects.get_or_create(name=job.name, defaults={"last_run": now})
    return created


def _run(job: Job) -> bool:
    try:
        job.run()
    except Exception as error:
        log.exception("job %s failed", job.name)
        Schedule.objects.filter(name=job.name).update(error=f"{type(error).__name__}: {error}"[:500])
    else:
        Schedule.objects.filter(name=job.name).update(last_ok=timezone.now(), error="")
    return True
