from django.core.management.base import BaseCommand

from core import catalogues


class Command(BaseCommand):
    help = "Собирает строки для перевода из программы и шаблонов в locale/<язык>/LC_MESSAGES/django.po."

    def handle(self, *args: object, **options: object) -> None:
        found = catalogues.collect()
        self.stdout.write(f"Строк: {len(found)}")
        for path in catalogues.catalogues():
            language = path.parts[-3]
            if language != catalogues.SOURCE_LANGUAGE:
                _, empty = catalogues.merge(found, path)
                self.stdout.write(f"{language}: без перевода {empty}")
