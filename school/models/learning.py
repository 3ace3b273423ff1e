from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.models.anchors import Activity
from school.models.enrolment import Enrolment
from school.states import ProgressState, Source


class Verb(models.TextChoices):
    ENROLLED = "enrolled", _("записался")
    ANSWERED = "answered", _("ответил")
    COMPLETED = "completed", _("прошёл")
    STARTED = "started", _("начал")
    SUBMITTED = "submitted", _("сдал")
    GRADED = "graded", _("оценено")
    RETURNED = "returned", _("возвращено")
    ACCEPTED = "accepted", _("зачтено")
    OVERRODE = "overrode", _("исправлено вручную")


class LearningEvent(models.Model):
    """What happened, append-only; progress and grades are its fold."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="events", verbose_name=_("запись"))
    event_id = models.UUIDField(_("номер действия"))
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("занятие"))
    verb = models.CharField(_("что"), max_length=12, choices=Verb.choices)
    source = models.CharField(_("откуда"), max_length=14, choices=Source.choices, default=Source.SELF)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кто")
    )
    occurred_at = models.DateTimeField(_("когда случилось"), default=timezone.now)
    received_at = models.DateTimeField(_("когда записано"), auto_now_add=True)
    page_revision = models.PositiveBigIntegerField(_("редакция страницы"), null=True, blank=True)
    data = models.JSONField(_("данные"), default=dict, blank=True)
    note = models.TextField(_("пояснение"), blank=True)

    class Meta:
        verbose_name = _("учебное событие")
        verbose_name_plural = _("учебные события")
        constraints = [models.UniqueConstraint(fields=["enrolment", "event_id"], name="learning_event_once")]
        indexes = [models.Index(fields=["enrolment", "activity", "received_at"], name="learning_event_fold")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}"


class ActivityProgress(models.Model):
    """State of one activity for one enrolment: goes up by events, down only by a recorded override."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="progress", verbose_name=_("запись"))
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+", verbose_name=_("занятие"))
    state = models.CharField(_("состояние"), max_length=12, choices=ProgressState.choices)
    source = models.CharField(_("откуда"), max_length=14, choices=Source.choices)
    completed_at = models.DateTimeField(_("пройдено"), null=True, blank=True)
    event = models.ForeignKey(LearningEvent, models.PROTECT, related_name="+", verbose_name=_("событие"))

    class Meta:
        verbose_name = _("прохождение")
        verbose_name_plural = _("прохождение")
        constraints = [models.UniqueConstraint(fields=["enrolment", "activity"], name="progress_once")]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.state}"


class SelfCheckAnswer(models.Model):
    """The latest answer to one «Проверьте себя» question of a lesson; key: activity and block, never the block alone."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="self_checks", verbose_name=_("запись"))
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+", verbose_name=_("занятие"))
    block_id = models.CharField(_("вопрос"), max_length=36)
    answer = models.JSONField(_("ответ"))
    right = models.BooleanField(_("верно"))
    tries = models.PositiveIntegerField(_("ответов"), default=1)
    answered_at = models.DateTimeField(_("когда"), auto_now=True)

    class Meta:
        verbose_name = _("ответ «Проверьте себя»")
        verbose_name_plural = _("ответы «Проверьте себя»")
        constraints = [models.UniqueConstraint(fields=["enrolment", "activity", "block_id"], name="self_check_once")]

    def __str__(self) -> str:
        return f"{self.activity_id}, {self.block_id}"
