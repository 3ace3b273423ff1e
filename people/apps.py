from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("Люди")

    def ready(self) -> None:
        """Letters, receivers, jobs of the minute clock and sources of personal data register themselves on import."""
        sources = [f"sources.{name}" for name in ("core", "drafts", "regions", "people")]
        for module in ("emails", "receivers", "jobs", "signature", *sources):
            import_module(f"people.{module}")
        post_migrate.connect(import_module("people.permissions").grant_all, sender=self, dispatch_uid="people.permissions")
