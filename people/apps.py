from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("Люди")

    def ready(self) -> None:
        """Letters, sources of personal data, jobs of the minute clock and receivers register themselves."""
        for module in ("emails",):
            import_module(f"people.{module}")
