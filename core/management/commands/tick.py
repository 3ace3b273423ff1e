"""The minute clock: `serve` runs it each minute; by hand it does what is due now."""

import time

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from core.tasks import tick


class Command(BaseCommand):
    help = "Дела по часам: письма, напоминания, сроки, уборка. С --forever — каждую минуту."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true", help="Работать, пока не остановят.")

    def handle(self, *args: object, forever: bool, **options: object) -> None:
        """One round, or a round each minute."""
        while True:
            close_old_connections()
            names = tick()
            if options["verbosity"] and names:
                self.stdout.write(", ".join(names))
            if not forever:
                return
            time.sleep(60 - time.time() % 60)
