"""Join styles and scripts into var/assets, from where they are collected."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from core import assets


class Command(BaseCommand):
    help = "Сводит стили и скрипты сайта в var/assets: один site.css, один site.js, шрифт и значки."

    def handle(self, *args: object, **options: object) -> None:
        changed = assets.build(Path(settings.VAR_DIR) / "assets")
        if options["verbosity"]:
            self.stdout.write("Изменилось: " + ", ".join(changed) if changed else "Ничего не изменилось.")
