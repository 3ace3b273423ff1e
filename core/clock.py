"""What the ground floor does by the minute clock; apps above register theirs the same way (spec: platform §7)."""

from datetime import time, timedelta

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core import export_files
from core.drafts.retention import forget_old as forget_old_drafts
from core.mail import claiming
from core.mail.calling import make_calls
from core.mail.retention import empty_bodies
from core.mail.tasks import send_letters
from core.papers import making
from core.tasks import schedule

DEAD_AFTER, SLOW_DEAD_AFTER = timedelta(minutes=10), timedelta(hours=1)
RESULTS_KEPT = timedelta(days=3)
MINUTE, HOUR, NIGHT = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def letters() -> None:
    """Sweep the outbox and ring the sender if something may leave."""
    now = timezone.now()
    claiming.sweep(now)
    if claiming.waiting(now):
        send_letters.enqueue()


def calls() -> None:
    """Letters that nobody can read become calls."""
    make_calls(timezone.now())


def dead_tasks() -> None:
    """A killed worker leaves its task RUNNING for ever; the row it worked on is swept by its own app, the task is only closed."""
    now = timezone.now()
    slow = Q(queue_name="slow")
    dead = Q(started_at__lt=now - SLOW_DEAD_AFTER) | (~slow & Q(started_at__lt=now - DEAD_AFTER))
    DBTaskResult.objects.running().filter(dead).update(
        status="FAILED", finished_at=now, exception_class_path="core.clock.WorkerDied", traceback=""
    )


def old_results() -> None:
    """Finished tasks older than three days tell nobody anything."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - RESULTS_KEPT).delete()


def publishing() -> None:
    """Pages whose hour has come go live or go down."""
    call_command("publish_scheduled", verbosity=0)


def drafts() -> None:
    """Kept forms live a day, earlier texts a month, untouched drafts half a year."""
    forget_old_drafts()


def sessions() -> None:
    """Sessions that ran out."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def register() -> None:
    """Called once from CoreConfig.ready."""
    schedule("letters", MINUTE, letters)
    schedule("calls", MINUTE, calls)
    schedule("dead_tasks", MINUTE, dead_tasks)
    schedule("exports", MINUTE, export_files.sweep)
    schedule("papers", MINUTE, making.sweep)
    schedule("publishing", MINUTE, publishing)
    schedule("letter_bodies", NIGHT, empty_bodies, at=time(3, 10))
    schedule("task_results", NIGHT, old_results, at=time(3, 15))
    schedule("drafts", HOUR, drafts)
    schedule("sessions", NIGHT, sessions, at=time(3, 20))
