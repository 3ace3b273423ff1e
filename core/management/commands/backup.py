"""A copy of everything, by hand or by the nightly timer of deploy/."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.backup.database import BackupFailed
from core.backup.making import make_backup, throw_out_old


class Command(BaseCommand):
    help = "Делает резервную копию в BACKUP_DIR и убирает лишние: остаются 7 дней, 4 недели, 6 месяцев."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", default=settings.BACKUP_DIR, help="куда положить (по умолчанию BACKUP_DIR)")
        parser.add_argument("--keep-all", action="store_true", help="старых не убирать")

    def handle(self, *args: object, **options: object) -> None:
        into = Path(str(options["to"])).resolve()
        try:
            copy = make_backup(into, pipe=settings.BACKUP_PIPE)
        except BackupFailed as error:
            raise CommandError(str(error)) from None
        size = sum(path.stat().st_size for path in copy.iterdir()) / 1024 / 1024
        self.stdout.write(f"Копия готова: {copy} ({size:.1f} МБ)")
        if not options["keep_all"]:
            for name in throw_out_old(into, timezone.now()):
                self.stdout.write(f"Убрана старая: {name}")
