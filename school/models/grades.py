"""Grades: one row per enrolment and activity; its changes are rows of history (spec: school §2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from school.models.anchors import Activity
from school.models.enrolment import Enrolment


class Trust(models.TextChoices):
    SERVER = "server", _("посчитал сайт")
    MENTOR = "mentor", _("поставил наставник")
    CLIENT = "client", _("сообщило занятие")


class Grade(models.Model):
    """What an activity has brought: the share of 1 after lateness, the raw points and their maximum."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="grades", verbose_name=_("запись"))
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+", verbose_name=_("занятие"))
    scaled = models.DecimalField(_("доля"), max_digits=5, decimal_places=4)
    raw = models.DecimalField(_("баллов"), max_digits=8, decimal_places=2)
    max = models.DecimalField(_("из скольки"), max_digits=8, decimal_places=2)
    late = models.BooleanField(_("после срока"), default=False)
    trust = models.CharField(_("кто поставил"), max_length=6, choices=Trust.choices, default=Trust.SERVER)
    updated_at = models.DateTimeField(_("когда"), auto_now=True)

    class Meta:
        verbose_name = _("оценка")
        verbose_name_plural = _("оценки")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity"], name="grade_once"),
            models.CheckConstraint(condition=Q(scaled__gte=0, scaled__lte=1), name="grade_scaled_share"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.scaled}"
