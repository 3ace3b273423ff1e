from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolConfig(AppConfig):
    name = "school"
    verbose_name = _("Школа")

    def ready(self) -> None:
        from school import cards, emails  # noqa: F401  (registers the letters)
        from school.services import personal

        personal.register_source()
        cards.follow_pages()
