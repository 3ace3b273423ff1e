from django.core.management.base import BaseCommand

from core import catalogues

COMPLETE = "en"  # the one language that does not fall back to Russian


class Command(BaseCommand):
    help = "Собирает строки для перевода из программы и шаблонов в locale/<язык>/LC_MESSAGES/django.po."

    def handle(self, *args: object, **options: object) -> None:
        found = catalogues.collect()
        self.stdout.write(f"Строк: {len(found)}")
        for path in catalogues.catalogues():
            language = path.parts[-3]
            if language == catalogues.SOURCE_LANGUAGE:
                continue
            _, lacking = catalogues.merge(found, path)
            self.stdout.write(f"{language}: без перевода {len(lacking)}")
            if language == COMPLETE:
                self.stdout.writelines(f"  {text}\n" for text in lacking)
