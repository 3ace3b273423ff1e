"""manage.py breach_report --since: whose contacts were opened or exported, by whom (spec: reliability §10)."""

from argparse import ArgumentParser
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from core.models import Entry

VERBS = ("contacts_opened", "exported")


class Command(BaseCommand):
    help = "Утечка: кто, когда и чьи данные открывал или выгружал начиная с этого времени."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--since", required=True, help="2026-11-24T00:00")

    def handle(self, *args: object, **options: object) -> None:
        rows = (
            Entry.objects.filter(verb__in=VERBS, at__gte=_moment(options["since"]))
            .select_related("actor", "person")
            .order_by("at")
        )
        people = set()
        for row in rows.iterator():
            people.add(row.person_id)
            whose = str(row.person) if row.person_id else f"{row.kind} {row.key} {row.now}"
            self.stdout.write(f"{row.at:%Y-%m-%d %H:%M} {row.verb}: {row.actor or 'сайт'} — {whose}")
        self.stdout.write(f"Записей: {len(rows)}, людей: {len(people - {None})}.")


def _moment(text: str) -> datetime:
    moment = parse_datetime(text)
    if moment is None:
        raise CommandError("Время пишите так: 2026-11-24T00:00")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
