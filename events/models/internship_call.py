from django.utils.translation import gettext_lazy as _

from applications.models import AbstractCall


class InternshipCall(AbstractCall):
    """A call for internships (стажировки): the facts of its page."""

    class Meta(AbstractCall.Meta):
        verbose_name = _("отбор на стажировку")
        verbose_name_plural = _("отборы на стажировку")
