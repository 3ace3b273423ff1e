from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.event import Event


class Session(models.Model):
    """One line of the programme."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="sessions", verbose_name=_("событие"))
    title = models.CharField(_("что будет"), max_length=200)
    summary = models.CharField(_("подробнее"), max_length=400, blank=True)
    starts_at = models.DateTimeField(_("начало"))
    ends_at = models.DateTimeField(_("конец"), null=True, blank=True)
    room = models.CharField(_("где"), max_length=100, blank=True, help_text=_("Зал, комната, улица."))
    cancelled = models.BooleanField(_("не состоится"), default=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("пункт программы")
        verbose_name_plural = _("программа")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=models.F("starts_at")), name="session_end_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title
