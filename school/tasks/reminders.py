"""Reminders by the clock, each hour: whoever has ten o'clock gets the day's digest."""

from datetime import timedelta

from core import tasks
from school.services.reminders import remind_all, remind_mentors


def sweep() -> None:
    """Learners, then mentors."""
    remind_all()
    remind_mentors()


def register_jobs() -> None:
    """Called once from the app's `ready`."""
    tasks.schedule("school.reminders", timedelta(hours=1), sweep)
