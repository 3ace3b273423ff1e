from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolConfig(AppConfig):
    name = "school"
    verbose_name = _("Школа")

    def ready(self) -> None:
        from school import attempt_tasks, cards, emails, jobs, paper_letters, pdf, reminder_tasks  # noqa: F401  (registers the letters)
        from school.services import personal, personal_papers

        personal.register_source()
        personal_papers.register_source()
        pdf.register_papers()
        cards.follow_pages()
        attempt_tasks.register_jobs()
        jobs.register_jobs()
        reminder_tasks.register_jobs()
