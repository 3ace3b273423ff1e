from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Основа сайта")

    def ready(self) -> None:
        """Listen to Wagtail's publications and register the system checks; models must be there first."""
        from core import card_pages, checks, clock, entrances, publishing
        from core.drafts import arrivals
        from core.search import checks as search_checks
        from core.search import tasks as search_tasks

        publishing.listen()
        checks.connect()
        entrances.listen()
        clock.register()
        card_pages.connect()
        arrivals.listen()
        search_checks.connect()
        search_tasks.register()
