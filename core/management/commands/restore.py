"""A copy laid out beside the living site, never over it."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from core.backup.database import BackupFailed
from core.backup.restoring import Proof, newest, restore


class Command(BaseCommand):
    help = "Разворачивает копию в пустое место и проверяет её. Живой сайт не трогает."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("copy", nargs="?", default="", help="папка копии (по умолчанию самая свежая в BACKUP_DIR)")
        parser.add_argument(
            "--to", default="", help="пустая папка для базы SQLite и файлов (по умолчанию var/restored/<имя копии>)"
        )
        parser.add_argument("--database", default="", help="имя пустой базы PostgreSQL на том же сервере")
        parser.add_argument("--pipe", default="", help="команда, которая снимает шифрование BACKUP_PIPE")
        parser.add_argument("--verify", action="store_true", help="при любом расхождении с описью закончить ошибкой")

    def handle(self, *args: object, **options: object) -> None:
        try:
            copy = Path(str(options["copy"])).resolve() if options["copy"] else newest(Path(settings.BACKUP_DIR))
            to = Path(str(options["to"])).resolve() if options["to"] else Path(settings.VAR_DIR) / "restored" / copy.name
            to.mkdir(parents=True, exist_ok=True)
            proof = restore(copy, database=self.target(to, str(options["database"])), to=to, pipe=str(options["pipe"]))
        except BackupFailed as error:
            raise CommandError(str(error)) from None
        self.tell(copy, to, proof)
        if proof.complaints and options["verify"]:
            raise CommandError("Копия не сходится с описью.")

    def target(self, to: Path, database: str) -> dict:
        """Settings of the empty database: a new file beside the files, or the named base on the same server."""
        own = dict(connections["default"].settings_dict)
        if own["ENGINE"].endswith("sqlite3"):
            return own | {"NAME": str(to / "db.sqlite3")}
        if not database or database == own["NAME"]:
            raise CommandError("Для PostgreSQL назовите пустую базу: createdb fms_new, затем --database fms_new")
        return own | {"NAME": database}

    def tell(self, copy: Path, to: Path, proof: Proof) -> None:
        files = ", ".join(f"{name} — {count}" for name, count in proof.files.items())
        self.stdout.write(f"Копия {copy.name} развёрнута в {to}")
        self.stdout.write(f"Строк в базе: {sum(proof.rows.values())}, таблиц: {len(proof.rows)}; файлов: {files}")
        for line in proof.complaints:
            self.stdout.write(f"НЕ СХОДИТСЯ: {line}")
        if not proof.complaints:
            self.stdout.write("Суммы, строки и файлы сходятся с описью.")
