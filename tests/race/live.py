"""A live two-process server on a database of its own, and visitors who each have their own address and session."""

import http.client
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlencode

from django.conf import settings
from django.db import connections

from core.bots import fields
from tests.database import address_of, copy_of_template

PATIENCE, WORKERS, THREADS = 90, 2, 8
RUN = secrets.randbelow(250)  # limits live in the shared cache longer than one run
GUARDED, UNGUARDED = "cms.wsgi:application", "tests.race.unguarded:application"


@contextmanager
def database(name: str) -> Iterator[str]:
    """The default connection turned to a migrated copy that other processes may open; yields its address."""
    config, finish = copy_of_template(name)
    before = connections["default"].settings_dict["NAME"]
    turn(config["NAME"])
    try:
        yield address_of(config)
    finally:
        turn(before)
        finish()


def turn(name: str) -> None:
    """Point the default connection at another database."""
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    connections.databases["default"]["NAME"] = name


@contextmanager
def server(url: str, application: str = GUARDED) -> Iterator[int]:
    """The site on two processes; yields its port."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws"]
    command += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "error", application]
    told = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "TRUSTED_PROXIES": "1", "PORT": str(port)}
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | told, start_new_session=True)
    try:
        wait_for(port, process)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen) -> None:
    """Until the site answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, "сервер не запустился"
        try:
            if Visitor(port, 0).get("/health/live")[0] == 200:
                return
        except OSError:
            threading.Event().wait(0.1)
    raise AssertionError("сервер не ответил")


class Visitor:
    """One browser: own address, own cookies."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.number, self.cookies = port, number, {}
        self.ip = f"10.{RUN}.{number // 250 % 250}.{number % 250}"

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, text and where to go next."""
        return self._ask("GET", path)

    def post(self, path: str, data: dict[str, str]) -> tuple[int, str, str]:
        """The same for a form."""
        return self._ask("POST", path, urlencode(data))

    def open_form(self, path: str) -> dict[str, str]:
        """The hidden fields of a form, as opened long enough ago."""
        status, html, _next = self.get(path)
        assert status == 200, (status, html[:500])
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|submit_key)" value="([^"]+)"', html))
        return hidden | fields()

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        headers = {"X-Forwarded-For": self.ip, "Host": f"127.0.0.1:{self.port}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            line.request(method, path, body, headers | {"Connection": "close"})
            answer = line.getresponse()
            text = answer.read().decode()
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, rest = value.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, text, answer.headers.get("Location", "")


def at_once(tasks: list) -> list:
    """Run the functions each in a thread of its own, all let go at one moment; their answers in order."""
    start, answers = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(place: int) -> None:
        start.wait(PATIENCE)
        answers[place] = tasks[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(tasks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return answers
