"""Reviews of works: kept as a draft, seen by the learner only once sent (spec: school §2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.files import AbstractUpload
from core.links import new_id
from school.models.rubric import Criterion, Level
from school.models.submission import SubmissionVersion


class Outcome(models.TextChoices):
    RETURNED = "returned", _("вернуть на доработку")
    ACCEPTED = "accepted", _("зачесть")
    REJECTED = "rejected", _("не зачтено окончательно")


class WorkReview(models.Model):
    """What a mentor says of one version. `send_after` set: «отправить утром», the clock sends it."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    version = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="reviews", verbose_name=_("версия"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="work_reviews", verbose_name=_("кто проверил")
    )
    outcome = models.CharField(_("решение"), max_length=10, choices=Outcome.choices, blank=True)
    comment = models.TextField(_("что сказать автору"), blank=True, max_length=10000)
    points = models.DecimalField(_("баллов"), max_digits=6, decimal_places=2, null=True, blank=True)
    revision = models.PositiveIntegerField(_("номер сохранения"), default=0)
    saved_at = models.DateTimeField(_("сохранён"), auto_now=True)
    send_after = models.DateTimeField(_("отправить после"), null=True, blank=True)
    sent_at = models.DateTimeField(_("отправлен"), null=True, blank=True)

    class Meta:
        verbose_name = _("отзыв на работу")
        verbose_name_plural = _("отзывы на работы")
        constraints = [
            models.UniqueConstraint(fields=["version"], condition=Q(sent_at__isnull=True), name="work_review_one_draft"),
            models.UniqueConstraint(fields=["version"], condition=Q(sent_at__isnull=False), name="work_review_sent_once"),
            models.CheckConstraint(condition=Q(sent_at__isnull=True) | ~Q(outcome=""), name="work_review_sent_with_outcome"),
            models.CheckConstraint(condition=Q(points__isnull=True) | Q(points__gte=0), name="work_review_points"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.outcome}"


class ReviewScore(models.Model):
    """The level chosen for one criterion, with a remark."""

    review = models.ForeignKey(WorkReview, models.PROTECT, related_name="scores", verbose_name=_("отзыв"))
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("критерий"))
    level = models.ForeignKey(Level, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("уровень"))
    comment = models.TextField(_("замечание"), blank=True, max_length=3000)

    class Meta:
        verbose_name = _("оценка по критерию")
        verbose_name_plural = _("оценки по критериям")
        constraints = [models.UniqueConstraint(fields=["review", "criterion"], name="review_score_once")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"


class ReviewFile(AbstractUpload):
    """The mentor's own file beside a review."""

    folder = "reviews"
    review = models.ForeignKey(WorkReview, models.PROTECT, related_name="files", verbose_name=_("отзыв"))

    class Meta:
        verbose_name = _("файл наставника")
        verbose_name_plural = _("файлы наставников")


class ReadyPhrase(models.Model):
    """A mentor's own ready phrase."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ready_phrases", verbose_name=_("чья"))
    text = models.CharField(_("фраза"), max_length=500)
    position = models.PositiveSmallIntegerField(_("место"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("готовая фраза")
        verbose_name_plural = _("готовые фразы")

    def __str__(self) -> str:
        return self.text
