"""All a start needs: the database brought up to date, styles and scripts gathered; quick when nothing has changed."""

import hashlib
import shlex
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # `serve` checks everything once more, with the database
    help = "Готовит базу и статику к запуску, затем по очереди выполняет команды из --then."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--then", action="append", default=[], metavar="КОМАНДА", help="что выполнить после подготовки")

    def handle(self, *args: object, **options: object) -> None:
        self.bring_database_up()
        self.gather_static()
        connection.close()
        # In this very process: starting Django once more costs two seconds of every run.
        for line in options["then"]:
            call_command(*shlex.split(line))

    def bring_database_up(self) -> None:
        """Apply the migrations that are missing; the folder of a SQLite file is made."""
        if connection.vendor == "sqlite":
            Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if steps:
            self.say(f"Готовлю базу данных, шагов: {steps}…")
            call_command("migrate", verbosity=0, interactive=False)

    def gather_static(self) -> None:
        """Join our assets and collect all static files when any source is newer than the last gathering."""
        call_command("build_assets", verbosity=0)
        if settings.DEBUG:
            return
        stamp, now = Path(settings.STATIC_ROOT) / ".gathered", static_digest()
        if stamp.exists() and stamp.read_text(encoding="ascii") == now:
            return
        self.say("Собираю стили и скрипты…")
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(now, encoding="ascii")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def static_digest() -> str:
    """One hash of paths, sizes and times of all static sources, Wagtail's too."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            digest.update(f"{path}:{facts.st_size}:{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
