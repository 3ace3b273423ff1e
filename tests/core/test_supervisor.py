"""The watchman: what dies comes back, what must end ends gently."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from core.supervisor import pause

PART = """
import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
print(os.getpid(), flush=True)
signal.sigwait({signal.SIGTERM})
print("ended", flush=True)
"""


@pytest.fixture
def watchman() -> Iterator[subprocess.Popen]:
    plan = json.dumps({"children": [["part", [sys.executable, "-c", PART]]]})
    command = [sys.executable, "-m", "core.supervisor", plan]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env={"PATH": os.environ["PATH"]}, **pipes) as process:
        yield process
        process.kill()


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_killed_part_comes_back(watchman: subprocess.Popen) -> None:
    first = int(watchman.stdout.readline())
    os.kill(first, signal.SIGKILL)
    second = int(watchman.stdout.readline())
    assert (second != first, is_alive(first), is_alive(second)) == (True, False, True)


def test_end_is_gentle_and_complete(watchman: subprocess.Popen) -> None:
    part = int(watchman.stdout.readline())
    watchman.send_signal(signal.SIGTERM)
    assert (watchman.stdout.readline(), watchman.wait(20), is_alive(part)) == ("ended\n", 0, False)


def test_parts_do_not_outlive_a_killed_watchman(watchman: subprocess.Popen) -> None:
    watchman.stdout.readline()
    watchman.kill()
    assert watchman.stdout.readline() == "ended\n"


def test_pauses_grow_to_fifteen_seconds() -> None:
    assert [pause(falls) for falls in range(7)] == [0, 1, 2, 4, 8, 15, 15]
