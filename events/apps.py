from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("События")

    def ready(self) -> None:
        """Make cards, letters, calls, jobs and personal data known; models must be there first."""
        from events import cards, emails, tasks
        from events.services import erasing, personal, phone

        assert emails  # noqa: S101  (importing it registers the letters)
        cards.follow_pages()
        phone.register_calls()
        personal.register_source()
        erasing.follow_withdrawals()
        tasks.register_jobs()
