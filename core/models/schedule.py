from django.db import models
from django.utils.translation import gettext_lazy as _


class Schedule(models.Model):
    """When a minute-clock job ran last: the UPDATE on this row decides which worker runs it (spec: platform §7)."""

    name = models.CharField(_("дело"), max_length=64, unique=True)
    last_run = models.DateTimeField(_("в последний раз"), null=True, blank=True)
    last_ok = models.DateTimeField(_("в последний раз удачно"), null=True, blank=True)
    error = models.CharField(_("ошибка"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("дело по часам")
        verbose_name_plural = _("дела по часам")

    def __str__(self) -> str:
        return self.name


class Marker(models.Model):
    """Something done once for this database (the demo content was loaded)."""

    name = models.CharField(_("отметка"), max_length=64, unique=True)
    at = models.DateTimeField(_("когда"), auto_now_add=True)

    class Meta:
        verbose_name = _("отметка")
        verbose_name_plural = _("отметки")

    def __str__(self) -> str:
        return self.name
