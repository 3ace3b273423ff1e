"""manage.py forget: what the clock forgets by itself, at once; --dry-run only counts (spec: reliability §10)."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from people import jobs, retention
from people.models import DataArchive, SignInLink


class Command(BaseCommand):
    help = "Стереть то, чему вышел срок (само это делается по часам). --dry-run: только сосчитать."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="только сосчитать")

    def handle(self, *args: object, **options: object) -> None:
        now = timezone.now()
        self.stdout.write(f"Без имени: {retention.nameless().count()}")
        self.stdout.write(f"Попросили стереть, срок вышел: {retention.due_requests().count()}")
        self.stdout.write(f"Не входили два года: {retention.asleep().count()}")
        self.stdout.write(f"Архивы старше недели: {DataArchive.objects.filter(expires_at__lte=now).count()}")
        self.stdout.write(f"Старые ссылки для входа: {SignInLink.objects.filter(expires_at__lt=now).count()}")
        if options["dry_run"]:
            self.stdout.write("Ничего не стёрто.")
            return
        for job in (jobs.every_ten_minutes, jobs.nightly, jobs.mornings):
            job()
        self.stdout.write("Готово.")
