from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Основа сайта")

    def ready(self) -> None:
        """Listen to Wagtail's publications and register the system checks; models must be there first."""
        from core import checks, clock, publishing

        publishing.listen()
        clock.register()
        assert checks  # registered by its import
