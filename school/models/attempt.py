"""Attempts at a quiz and what was answered in them; the guard row is the enrolment (spec: school §2, §3)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum
from django.utils.translation import gettext_lazy as _

from core.links import new_id
from school.calculators.attempts import GRACE
from school.models.anchors import Activity
from school.models.bank import QuestionVersion
from school.models.enrolment import Enrolment
from school.models.run import RunItem
from school.states import OPEN_ATTEMPT, AttemptState

CLAIM_HOLDS = timedelta(hours=2)  # a mentor who took answers and went away does not keep them for ever


class ClosedBy(models.TextChoices):
    LEARNER = "learner", _("слушатель сдал")
    TIME = "time", _("вышло время")
    MENTOR = "mentor", _("закрыл наставник")
    PAPER = "paper", _("введена с бумаги")


class AttemptQuerySet(models.QuerySet):
    def counted(self) -> "AttemptQuerySet":
        """Attempts that use up the limit: all but voided ones."""
        return self.exclude(state=AttemptState.VOIDED)

    def of(self, enrolment: Enrolment, activity_id: object) -> "AttemptQuerySet":
        """The learner's attempts at one quiz in order."""
        return self.filter(enrolment=enrolment, activity=activity_id).order_by("number")

    def with_points(self) -> "AttemptQuerySet":
        """With points got (`raw`) and possible (`top`) by the marks of the answers."""
        return self.annotate(raw=Sum("responses__score"), top=Sum("responses__points"))

    def for_review(self) -> "AttemptQuerySet":
        """Attempts whose free texts wait for a mentor, the longest waiting first; never the methodologists' previews."""
        return self.filter(state=AttemptState.IN_REVIEW, enrolment__is_preview=False).order_by("closed_at", "pk")

    def overdue(self, now: datetime) -> "AttemptQuerySet":
        """Running attempts whose time seems to be over: by their own deadline or by a hard date set after the start."""
        hard = RunItem.objects.filter(run=OuterRef("enrolment__run"), activity=OuterRef("activity"), hard__lt=now - GRACE)
        return self.filter(Q(deadline_at__lt=now - GRACE) | Exists(hard), state=AttemptState.IN_PROGRESS).order_by("pk")


class Attempt(models.Model):
    """One try of one learner. Its rules (`rules`) and questions are those of its start, whatever the author edits later."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts", verbose_name=_("запись"))
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="attempts", verbose_name=_("тест"))
    number = models.PositiveSmallIntegerField(_("попытка"))
    state = models.CharField(_("состояние"), max_length=12, choices=AttemptState.choices, default=AttemptState.IN_PROGRESS)
    quiz_revision = models.PositiveBigIntegerField(_("редакция теста"), null=True, blank=True)
    rules = models.JSONField(_("правила на начало"), default=dict)
    seed = models.PositiveBigIntegerField(_("зерно выбора"))
    started_at = models.DateTimeField(_("начата"))
    deadline_at = models.DateTimeField(_("закончить до"), null=True, blank=True)
    closed_at = models.DateTimeField(_("закрыта"), null=True, blank=True)
    closed_by = models.CharField(_("чем закрыта"), max_length=8, choices=ClosedBy.choices, blank=True)
    scaled = models.DecimalField(_("доля балла"), max_digits=5, decimal_places=4, null=True, blank=True)
    late = models.BooleanField(_("после срока"), default=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("проверяет")
    )
    claimed_at = models.DateTimeField(_("взята на проверку"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("попытка")
        verbose_name_plural = _("попытки")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["enrolment", "activity"], condition=Q(state__in=OPEN_ATTEMPT), name="attempt_one_open"
            ),
            models.CheckConstraint(
                condition=Q(scaled__isnull=True) | Q(scaled__gte=0, scaled__lte=1), name="attempt_scaled_share"
            ),
            models.CheckConstraint(
                condition=Q(state=AttemptState.IN_PROGRESS) | Q(closed_at__isnull=False), name="attempt_closed_when"
            ),
        ]
        indexes = [models.Index(fields=["state", "deadline_at"], name="attempt_overdue")]

    def __str__(self) -> str:
        return f"{self.activity_id}, {self.number}"

    @property
    def running(self) -> bool:
        """Whether the learner may still answer."""
        return self.state == AttemptState.IN_PROGRESS

    def held_by_other(self, user: object, now: datetime) -> bool:
        """Whether another mentor has taken the answers and is still at them."""
        return bool(self.claimed_by_id and self.claimed_by_id != user.pk and now - self.claimed_at < CLAIM_HOLDS)


class Response(models.Model):
    """One question of an attempt in its place, with the answer as ids of options and the score given."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="responses", verbose_name=_("попытка"))
    position = models.PositiveSmallIntegerField(_("место"))
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="responses", verbose_name=_("вопрос"))
    points = models.DecimalField(_("баллов возможно"), max_digits=6, decimal_places=2)
    option_order = models.JSONField(_("порядок ответов"), default=list, blank=True)
    answer = models.JSONField(_("ответ"), null=True, blank=True)
    saved_at = models.DateTimeField(_("сохранён"), null=True, blank=True)
    score = models.DecimalField(_("баллов"), max_digits=8, decimal_places=4, null=True, blank=True)
    comment = models.TextField(_("замечание"), blank=True, max_length=5000)
    late_answer = models.JSONField(_("ответ после времени"), null=True, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кто оценил")
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("ответ в тесте")
        verbose_name_plural = _("ответы в тестах")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="response_position_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=F("points")), name="response_score_within"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.position}"
