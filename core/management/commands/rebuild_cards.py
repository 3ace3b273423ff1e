from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from core import cards
from core.search.rebuild import rebuild_all


class Command(BaseCommand):
    help = "Собирает карточки и поисковый указатель заново, частями, не мешая работе сайта."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", action="append", default=[], help="Только этот вид карточек; можно назвать несколько.")
        parser.add_argument(
            "--only-changed", action="store_true", help="Записать только то, что разошлось (так делает ночная починка)."
        )

    def handle(self, *args: object, kind: list[str], only_changed: bool, **options: object) -> None:
        if strangers := [name for name in kind if name not in cards.kinds()]:
            raise CommandError(f"Нет такого вида: {', '.join(strangers)}. Есть: {', '.join(cards.kinds()) or 'ни одного'}.")
        for report in rebuild_all(kind, only_changed=only_changed):
            self.stdout.write(f"{report.kind}: всего {report.seen}, записано {report.written}, снято {report.dropped}")
