"""The own switch of reminders: a row is there while they are off."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RemindersOff(models.Model):
    """This person wants no reminders; letters about decisions come all the same."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders_off", verbose_name=_("кому не напоминать")
    )
    since = models.DateTimeField(_("с"), auto_now_add=True)

    class Meta:
        verbose_name = _("отказ от напоминаний")
        verbose_name_plural = _("отказы от напоминаний")

    def __str__(self) -> str:
        return str(self.user_id)
