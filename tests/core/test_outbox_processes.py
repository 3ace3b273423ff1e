"""Real workers on a real database: two at once, one killed by −9; each letter arrives once (spec: reliability §11)."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from core.models import Letter
from tests.database import address_of, copy_of_template
from tests.sink import Sink

pytestmark = pytest.mark.race
SEND = """
import django
django.setup()
from core.mail.sending import send_due
print("ready", flush=True)
input()
print(send_due())
"""
LETTERS, PATIENCE = 12, 60


@pytest.fixture
def outbox(django_db_blocker: object, django_db_setup: None) -> Iterator[str]:
    """Alias of a database of its own that other processes may open; its address is in DATABASE_URL of `worker`."""
    with django_db_blocker.unblock():
        config, finish = copy_of_template("outbox")
        connections.databases["outbox"] = config
        Letter.objects.using("outbox").bulk_create(
            Letter(kind="ready", key=f"k{number}", to="anna@example.org", subject=f"{number}", text="Здравствуйте!")
            for number in range(LETTERS)
        )
        yield "outbox"
        connections["outbox"].close()
        del connections["outbox"], connections.databases["outbox"]
        finish()


def worker(sink: Sink) -> subprocess.Popen:
    """A process that has started up and waits for a line before it sends."""
    url = address_of(connections.databases["outbox"])
    process = subprocess.Popen(
        [sys.executable, "-c", SEND],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.production", "DATABASE_URL": url, "EMAIL_URL": sink.url},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def finish(process: subprocess.Popen) -> int:
    """Let it send; how many letters it says have left."""
    return int(process.communicate("\n", timeout=PATIENCE)[0])


def test_two_workers_at_once_send_each_letter_once(outbox: str, sink: Sink) -> None:
    first, second = worker(sink), worker(sink)
    first.stdin.write("\n")
    first.stdin.flush()
    sent = finish(second) + int(first.communicate(timeout=PATIENCE)[0])
    assert sent == LETTERS
    assert sorted(map(int, sink.subjects)) == list(range(LETTERS))


def test_a_killed_worker_loses_none_and_sends_none_twice(outbox: str, sink: Sink) -> None:
    sink.hang_at = 5
    process = worker(sink)
    process.stdin.write("\n")
    process.stdin.flush()
    assert sink.hanging.wait(PATIENCE)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    sink.hang_at = 0
    letters = Letter.objects.using(outbox)
    assert sorted(set(letters.values_list("state", flat=True))) == ["queued", "sending", "sent"]
    letters.filter(state="sending").update(lease_until=timezone.now())
    finish(worker(sink))
    assert sorted(map(int, sink.subjects)) == list(range(LETTERS))
    assert list(letters.exclude(state="sent")) == []
