"""The whole site by one command: web, background worker and minute clock, kept alive (spec: platform §2)."""

import json
import os
import socket
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils.module_loading import import_string

PARTS = ("web", "worker", "clock")


class Command(BaseCommand):
    help = "Запускает сайт: веб, фоновые задачи и минутные часы. Останавливается по Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--parts", default=",".join(PARTS), help="что запустить здесь, через запятую: web, worker, clock (по умолчанию всё)"
        )

    def handle(self, *args: object, **options: object) -> None:
        parts = {part.strip() for part in str(options["parts"]).split(",")}
        if not parts <= set(PARTS) or parts == {"clock"} or parts == {"web", "clock"}:
            raise CommandError("В --parts могут быть web, worker и clock; часы ходят только вместе с worker.")
        # A wrong level of isolation or a missing catalogue stops the start (core.checks).
        self.check(databases=["default"])
        plan: dict = {"children": []}
        if "web" in parts:
            refuse_busy_port()
            plan["children"].append(["web", web()])
            plan["greeting"] = greeting()
        if "worker" in parts:
            clock = [] if "clock" in parts else ["--no-clock"]
            plan["children"].append(["worker", [sys.executable, manage(), "work", *clock]])
        connections.close_all()
        sys.stdout.flush()
        # Many threads, each with an arena of its own, would keep twice the memory they use.
        os.environ.setdefault("MALLOC_ARENA_MAX", "2")
        # The watchman takes this process's place, so that its number and its memory are not those of a loaded site.
        os.execv(sys.executable, [sys.executable, "-m", "core.supervisor", json.dumps(plan)])  # noqa: S606


def web() -> list[str]:
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
        "--log-level": "error",
    }
    pairs = [str(part) for pair in options.items() for part in pair]
    return [sys.executable, "-m", "granian", *pairs, "--respawn-failed-workers", "--no-ws", f"{module}:{name}"]


def greeting() -> tuple[str, str, str]:
    """What to say when the web answers (the floor above may have words of its own), where to ask, under which host."""
    host = "127.0.0.1" if settings.HOST in {"0.0.0.0", "::"} else settings.HOST  # noqa: S104
    words = import_string(settings.SERVE_GREETING)() if settings.SERVE_GREETING else f"Сайт: {settings.SITE_URL}"
    return f"\n{words}\n\nОстановить: Ctrl-C", f"http://{host}:{settings.PORT}/health/live", settings.ALLOWED_HOSTS[0]


def manage() -> str:
    """Django's command line of this project."""
    return str(settings.BASE_DIR / "manage.py")


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
