from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = _("Регионы")

    def ready(self) -> None:
        """Letters, tables that are loaded and jobs of the minute clock register themselves on import."""
        for module in ("emails", "loads", "jobs"):
            import_module(f"regions.{module}")
