"""The background half of the site in one process: tasks from the database, and the minute clock in a thread beside them."""

import logging
import threading

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from core.tasks import tick

log = logging.getLogger("core.clock")
MINUTE, FIRST = 60.0, 3.0


class Command(BaseCommand):
    help = "Фоновые задачи и минутные часы. Обычно запускается из serve."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-clock", action="store_true", help="без минутных часов")

    def handle(self, *args: object, **options: object) -> None:
        if not options["no_clock"]:
            threading.Thread(target=go_round, name="clock", daemon=True).start()
        # A fresh process after 500 tasks, so that no leak grows.
        call_command("db_worker", queue_name="*", max_tasks=500, reload=False, verbosity=0)


def go_round() -> None:
    """The clock, forever: a round that fails is logged and the next comes all the same; several clocks share the work."""
    never, wait = threading.Event(), FIRST
    while not never.wait(wait):
        wait = MINUTE
        try:
            tick()
        except Exception:
            log.exception("a round of the minute clock failed")
        finally:
            connections.close_all()
