"""«Пересчитать», «Зачесть всем»: one row for each time it was asked, which is the job itself (spec: school §1, platform §7)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from school.models.bank import Question, QuestionVersion

STUCK = timedelta(minutes=5)  # a worker that has told nothing for so long is dead


class RemarkingQuerySet(models.QuerySet):
    def under_way(self) -> "RemarkingQuerySet":
        """Not finished yet."""
        return self.filter(done_at__isnull=True)

    def free(self, now: datetime) -> "RemarkingQuerySet":
        """Not finished, and nobody is at it."""
        return self.under_way().filter(Q(touched_at__isnull=True) | Q(touched_at__lt=now - STUCK))


class Remarking(models.Model):
    """Answers to a question marked anew by `version`, learner by learner: `last` is the pk of the last enrolment done.

    Where it stopped is written in the same act as the marks, so that a killed worker counts nothing twice.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="remarkings", verbose_name=_("вопрос"))
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+", verbose_name=_("по какой версии"))
    accept_all = models.BooleanField(_("зачесть всем"), default=False)
    reason = models.CharField(_("почему"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто попросил"))
    asked_at = models.DateTimeField(_("когда"), auto_now_add=True)
    touched_at = models.DateTimeField(_("последний шаг"), null=True, blank=True)
    done_at = models.DateTimeField(_("закончено"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("попыток с вопросом"))
    last = models.PositiveBigIntegerField(_("последняя запись"), default=0)
    seen = models.PositiveIntegerField(_("попыток просмотрено"), default=0)
    raised = models.PositiveIntegerField(_("баллов стало больше"), default=0)
    lowered = models.PositiveIntegerField(_("баллов стало меньше"), default=0)

    objects = RemarkingQuerySet.as_manager()

    class Meta:
        verbose_name = _("пересчёт вопроса")
        verbose_name_plural = _("пересчёты вопросов")
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=Q(done_at__isnull=True), name="remarking_one_under_way"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.seen} / {self.attempts}"

    @property
    def changed(self) -> int:
        """In how many attempts points are not what they were."""
        return self.raised + self.lowered
