"""manage.py erase_person: dry run first, then for good; --replay after a restore (spec: reliability §10)."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from people.models import User
from people.services.erasure import ErasureRefused, erase_person, preview, replay_journal


class Command(BaseCommand):
    help = "Стереть данные человека: сначала показывает, что будет; стирает только с --yes. --replay: после восстановления копии."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", nargs="?", help="почта или открытый номер человека")
        parser.add_argument("--yes", action="store_true", help="стереть на самом деле")
        parser.add_argument("--reason", default="Просьба человека", help="основание, попадёт в акт")
        parser.add_argument("--replay", action="store_true", help="стереть снова всех, кто есть в журнале")

    def handle(self, *args: object, **options: object) -> None:
        if options["replay"]:
            self.stdout.write(f"Стёрто снова: {replay_journal()}")
            return
        user = self._find(options["person"] or "")
        for name, result in preview(user).items():
            self.stdout.write(f"{name}: стереть {result.done or 'нечего'}; останется {result.kept or 'ничего'}")
        if not options["yes"]:
            self.stdout.write("Ничего не стёрто. Чтобы стереть, повторите с --yes.")
            return
        try:
            act = erase_person(user, by=None, reason=options["reason"])
        except ErasureRefused:
            raise CommandError("Сначала снимите роли: сотрудника стереть нельзя.") from None
        self.stdout.write(f"Стёрто. Акт № {act.number}.")

    def _find(self, person: str) -> User:
        field = "email" if "@" in person else "public_id"
        user = User.objects.filter(**{field: person.lower() if field == "email" else person}).first()
        if user is None or user.erased_at:
            raise CommandError("Такого человека нет.")
        return user
