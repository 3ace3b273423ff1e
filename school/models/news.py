"""«Сообщить о наборе»: who asked to be told when a course takes people again (living-people §4)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.links import new_id
from school.models.run import CourseRun


class RunNewsRequest(models.Model):
    """One person waits for news of one course. Closed by the letter, by the person, or by their enrolling.

    The course is its translation_key and no anchor: a course that has had no run yet may still be deleted.
    """

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="run_news", verbose_name=_("кто просит"))
    course_key = models.UUIDField(_("курс"), db_index=True)
    asked_at = models.DateTimeField(_("когда просили"), auto_now_add=True)
    closed_at = models.DateTimeField(_("закрыта"), null=True, blank=True)
    told_of = models.ForeignKey(
        CourseRun, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("о каком потоке сообщили")
    )

    class Meta:
        verbose_name = _("просьба сообщить о наборе")
        verbose_name_plural = _("просьбы сообщить о наборе")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course_key"], condition=Q(closed_at__isnull=True), name="run_news_open_once"
            ),
            models.CheckConstraint(condition=Q(told_of__isnull=True) | Q(closed_at__isnull=False), name="run_news_told_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.asked_at:%d.%m.%Y}"
