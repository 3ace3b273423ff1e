"""Fill the site with a believable small network of invented people; twice changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.models import Marker
from home.loading import everything

MARK = "demo"


class Command(BaseCommand):
    help = "Заводит показательные данные: десять регионов, организации, людей, практики, события, курсы."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="ничего не делать, если данные уже заводили")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Показательные данные заводятся только с DEMO=1.")
        if options["once"] and Marker.objects.filter(name=MARK).exists():
            return
        everything.load(say=self.stdout.write)
        Marker.objects.get_or_create(name=MARK)
