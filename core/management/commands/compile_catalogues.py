from django.core.management.base import BaseCommand

from core import catalogues


class Command(BaseCommand):
    help = "Собирает файлы .mo из .po; программа gettext не нужна."

    def handle(self, *args: object, **options: object) -> None:
        written = catalogues.compile_all()
        self.stdout.write("\n".join(f"записан {path}" for path in written) or "Все переводы уже собраны.")
