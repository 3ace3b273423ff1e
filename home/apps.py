from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Сайт")

    def ready(self) -> None:
        from home import cards

        cards.follow_pages()
