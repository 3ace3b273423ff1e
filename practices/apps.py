from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = _("Практики")

    def ready(self) -> None:
        from core.card_pages import follow
        from practices.cards import KIND, card_of
        from practices.models import PracticePage

        follow(PracticePage, KIND, _("Практики"), card_of)
