from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolConfig(AppConfig):
    name = "school"
    verbose_name = _("Школа")

    def ready(self) -> None:
        from school import cards, deeds, emails, pdf  # noqa: F401  (registers the letters)
        from school.exports import tables
        from school.services import personal, personal_papers
        from school.tasks import attempts, certificates, places, remarking, reminders  # noqa: F401  (registers the tasks)

        personal.register_source()
        personal_papers.register_source()
        pdf.register_papers()
        deeds.register_words()
        tables.register_tables()
        cards.follow_pages()
        attempts.register_jobs()
        places.register_jobs()
        reminders.register_jobs()
        remarking.register_jobs()
