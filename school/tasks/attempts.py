"""What the minute clock does with attempts: those whose time is over are closed."""

from datetime import timedelta

from core import tasks
from school.services.attempts import close_overdue


def sweep() -> None:
    """Close them, at most two hundred a minute."""
    close_overdue()


def register_jobs() -> None:
    """Called once from the app's `ready`."""
    tasks.schedule("school.attempts", timedelta(minutes=1), sweep)
