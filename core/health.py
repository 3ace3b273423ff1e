"""How the site feels: each question answered by «well» or «not» and a few Russian words (spec: platform §10)."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from core.models import Letter, Schedule
from core.models.letters import LetterState, Urgency
from core.tasks import HEARTBEAT

HEARTBEAT_LIMIT = timedelta(minutes=3)
TASK_LIMIT = timedelta(minutes=5)
LETTER_LIMIT = timedelta(minutes=10)
BACKUP_LIMIT = timedelta(hours=26)
LEAST_FREE = 300 * 1024 * 1024  # bytes; below this SQLite's journal and uploads are in danger


@dataclass(frozen=True)
class Answer:
    """One question: its code for machines, its name for people, whether all is well, and what was seen."""

    code: str
    name: str
    well: bool
    seen: str


def report() -> list[Answer]:
    """All questions, each answered whatever happens to the others. Five short queries."""
    questions: list[tuple[str, str, Callable[[], tuple[bool, str]]]] = [
        ("database", _("База данных"), database),
        ("cache", _("Общий кеш"), shared_cache),
        ("files", _("Хранилища файлов"), files),
        ("disk", _("Место на диске"), disk),
        ("heartbeat", _("Минутные часы"), heartbeat),
        ("tasks", _("Самая старая задача"), oldest_task),
        ("letters", _("Самое старое письмо"), oldest_letter),
        ("backup", _("Резервная копия"), last_backup),
    ]
    return [Answer(code, name, *_ask(question)) for code, name, question in questions]


def _ask(question: Callable[[], tuple[bool, str]]) -> tuple[bool, str]:
    try:
        return question()
    except Exception as error:  # whatever is broken is the answer
        return False, type(error).__name__


def database() -> tuple[bool, str]:
    """Whether a statement comes back."""
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return True, _("%(ms)d мс") % {"ms": (time.monotonic() - began) * 1000}


def shared_cache() -> tuple[bool, str]:
    """Whether the shared cache gives back what it was given."""
    word = str(time.time())
    cache.set("health", word, 60)
    return (True, "") if cache.get("health") == word else (False, _("не помнит записанного"))


def files() -> tuple[bool, str]:
    """Whether both storages are there and may be written."""
    for alias in ("default", "private"):
        storage = storages[alias]
        if isinstance(storage, FileSystemStorage):
            folder = Path(storage.location)
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".probe"
            probe.write_bytes(b"")
            probe.unlink()
        else:
            storage.exists("probe")
    return True, ""


def disk() -> tuple[bool, str]:
    """Free space where the site's own files lie."""
    free = shutil.disk_usage(settings.BASE_DIR).free
    return free >= LEAST_FREE, _("свободно %(mb)d МБ") % {"mb": free // 1024 // 1024}


def heartbeat() -> tuple[bool, str]:
    """When the minute clock went round last."""
    row = Schedule.objects.filter(name=HEARTBEAT).first()
    return _young(row.last_ok if row else None, HEARTBEAT_LIMIT, none=False)


def oldest_task() -> tuple[bool, str]:
    """Since when the oldest task that might run has been waiting."""
    return _young(DBTaskResult.objects.ready().aggregate(at=Min("enqueued_at"))["at"], TASK_LIMIT, none=True)


def oldest_letter() -> tuple[bool, str]:
    """Since when the oldest letter that might leave has been waiting; mass letters take their time."""
    now = timezone.now()
    waiting = Letter.objects.filter(state__in=[LetterState.QUEUED, LetterState.SENDING], urgency__lt=Urgency.MASS).exclude(to="")
    # a letter that has been tried waits for its own next try; its oldest age counts all the same
    due = waiting.filter(Q(not_before__isnull=True) | Q(not_before__lte=now))
    return _young(due.aggregate(at=Min("created_at"))["at"], LETTER_LIMIT, none=True)


def last_backup() -> tuple[bool, str]:
    """The youngest finished copy in BACKUP_DIR; a demo needs none."""
    made = [path.stat().st_mtime for path in Path(settings.BACKUP_DIR).glob("*/manifest.json")]
    youngest = timezone.make_aware(datetime.fromtimestamp(max(made))) if made else None
    return _young(youngest, BACKUP_LIMIT, none=settings.DEMO)


def _young(moment: datetime | None, limit: timedelta, *, none: bool) -> tuple[bool, str]:
    if moment is None:
        return none, _("нет")
    age = timezone.now() - moment
    return age <= limit, _("%(minutes)d мин назад") % {"minutes": age.total_seconds() // 60}
