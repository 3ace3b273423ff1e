"""The whole site by one command: web, background worker and minute clock, kept alive (spec: platform §2)."""

import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections, connections
from django.utils.module_loading import import_string

from core.supervisor import Child, Clock, Supervisor

PARTS = ("web", "worker", "clock")


class Command(BaseCommand):
    help = "Запускает сайт: веб, фоновые задачи и минутные часы. Останавливается по Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--parts", default=",".join(PARTS), help="что запустить здесь, через запятую: web, worker, clock (по умолчанию всё)"
        )

    def handle(self, *args: object, **options: object) -> None:
        parts = {part.strip() for part in str(options["parts"]).split(",")}
        if not parts <= set(PARTS):
            raise CommandError(f"В --parts могут быть только: {', '.join(PARTS)}.")
        if "web" in parts:
            refuse_busy_port()
            threading.Thread(target=self.greet, daemon=True).start()
        # A wrong level of isolation or a missing catalogue stops the start (core.checks).
        self.check(databases=["default"])
        makers = {"web": web, "worker": worker}
        children = [make() for name, make in makers.items() if name in parts]
        connections.close_all()
        Supervisor(children, Clock(tick) if "clock" in parts else None).run()

    def greet(self) -> None:
        """Print the address, and what the floor above has to say, once the first answer has come."""
        for _attempt in range(300):
            if answers():
                say = import_string(settings.SERVE_GREETING)() if settings.SERVE_GREETING else settings.SITE_URL
                self.stdout.write(f"\n{say}\n\nОстановить: Ctrl-C")
                self.stdout.flush()
                return
            time.sleep(0.2)


def web() -> Child:
    """The web server: a few worker processes with threads, respawned by granian itself when one falls."""
    module, _dot, name = settings.WSGI_APPLICATION.rpartition(".")
    options = {
        "--interface": "wsgi",
        "--host": settings.HOST,
        "--port": settings.PORT,
        "--http": "1",
        "--workers": settings.WEB_WORKERS,
        "--blocking-threads": settings.WEB_THREADS,
        "--workers-lifetime": "12h",
        "--workers-kill-timeout": "20",
        "--respawn-interval": "0.5",
        "--log-level": "warning",
    }
    pairs = [str(part) for pair in options.items() for part in pair]
    command = [sys.executable, "-m", "granian", *pairs, "--respawn-failed-workers", "--no-ws", f"{module}:{name}"]
    return Child("web", command, os.environ.copy())


def worker() -> Child:
    """The background worker: a fresh process after 500 tasks, so that no leak grows."""
    options = ["--queue-name", "*", "--max-tasks", "500", "--no-reload", "--verbosity", "0"]
    return Child("worker", [sys.executable, sys.argv[0], "db_worker", *options], os.environ.copy())


def tick() -> None:
    """One round of the minute clock, with connections of its own."""
    close_old_connections()
    try:
        call_command("tick", verbosity=0)
    finally:
        connections.close_all()


def answers() -> bool:
    """Whether the web already answers on this machine."""
    host = "127.0.0.1" if settings.HOST in {"0.0.0.0", "::"} else settings.HOST  # noqa: S104
    address = f"http://{host}:{settings.PORT}/health/live"
    request = urllib.request.Request(address, headers={"Host": settings.ALLOWED_HOSTS[0]})
    try:
        with urllib.request.urlopen(request, timeout=2):  # noqa: S310
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def refuse_busy_port() -> None:
    """Say plainly that somebody else listens there."""
    family = socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.HOST, settings.PORT))
        except OSError:
            words = f"Порт {settings.PORT} занят другой программой, возьмите другой: PORT={settings.PORT + 1}"
            raise CommandError(words) from None
