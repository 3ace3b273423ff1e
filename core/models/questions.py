"""Anonymous answers: the ticket says that its holder has answered, the answer says what; nothing joins the two (events §2)."""

import uuid
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def this_year() -> date:
    """All a used ticket tells of time: with the exact day the only answer of that day would point at its author."""
    return timezone.localdate().replace(month=1, day=1)


class AbstractTicket(models.Model):
    """The right to answer once. The app adds whose it is; it is made before anybody answers, so that no order of rows tells."""

    used_at = models.DateField(_("ответ отдан (год)"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def use(self) -> bool:
        """Mark the ticket used, by compare-and-set; False if it was used before. Call inside an act."""
        used = this_year()
        taken = type(self)._base_manager.filter(pk=self.pk, used_at__isnull=True).update(used_at=used)
        if taken:
            self.used_at = used
        return bool(taken)


class AbstractAnonymousAnswer(models.Model):
    """One person's answers without the person: a random key, so that no order is told; the day only; the questions as asked."""

    id = models.UUIDField(_("номер"), primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField(_("день"), default=timezone.localdate)
    questions = models.JSONField(_("вопросы, как заданы"))
    answers = models.JSONField(_("ответы"))

    class Meta:
        abstract = True
