"""The call: a window of time in which people apply, with the rules of its selection (spec: applications §2)."""

import uuid
from datetime import datetime
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.calendar import phase
from applications.states import CallPhase, CallStatus, RegionRule


class CallQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Calls that everybody may see."""
        return self.exclude(status=CallStatus.DRAFT)

    def open(self, now: datetime | None = None) -> Self:
        """Calls that take applications now, the soonest to close first."""
        now = now or timezone.now()
        return self.filter(status=CallStatus.PUBLISHED, opens_at__lte=now, closes_at__gt=now).order_by("closes_at")


class AbstractCall(models.Model):
    """The facts of a call and the guard row of its applications; its pages are found by `translation_key`."""

    key = models.UUIDField(_("ключ"), unique=True, default=uuid.uuid4, editable=False)
    code = models.CharField(
        _("номер"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^\d{2,8}$", _("Только цифры, от двух до восьми."))],
        help_text=_("С него начинаются номера заявок: 2701 даст 2701-014."),
    )
    title = models.CharField(_("название"), max_length=200)
    status = models.CharField(_("состояние"), max_length=10, choices=CallStatus.choices, default=CallStatus.DRAFT)
    opens_at = models.DateTimeField(_("приём с"), null=True, blank=True)
    closes_at = models.DateTimeField(_("приём до"), null=True, blank=True)
    grace_minutes = models.PositiveSmallIntegerField(
        _("минут опоздания"), default=10, help_text=_("Заявку, отправленную в эти минуты, примем с пометкой «с опозданием».")
    )
    review_until = models.DateTimeField(_("экспертиза до"), null=True, blank=True)
    decide_until = models.DateTimeField(_("решение до"), null=True, blank=True)
    confirm_days = models.PositiveSmallIntegerField(_("дней на подтверждение участия"), default=7)
    places = models.PositiveIntegerField(_("мест"), null=True, blank=True)
    pass_mark = models.PositiveSmallIntegerField(_("проходной балл"), null=True, blank=True)
    experts_needed = models.PositiveSmallIntegerField(_("экспертов на заявку"), default=2)
    spread_limit = models.PositiveSmallIntegerField(
        _("расхождение оценок"), default=30, help_text=_("При большем, в процентах, нужен третий эксперт.")
    )
    region_rule = models.CharField(_("откуда эксперты"), max_length=8, choices=RegionRule.choices, default=RegionRule.NOT_OWN)
    regional_screening = models.BooleanField(_("заявки проверяет координатор региона"), default=False)
    max_per_organisation = models.PositiveSmallIntegerField(_("заявок от одной организации"), null=True, blank=True)
    show_total = models.BooleanField(_("показать заявителю итоговый балл"), default=False)
    quorum = models.PositiveSmallIntegerField(_("кворум комиссии"), default=3)
    touched = models.PositiveBigIntegerField(_("счётчик захватов"), default=0, editable=False)
    created_at = models.DateTimeField(_("создан"), auto_now_add=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=models.F("opens_at")),
                name="%(class)s_closes_later",
            ),
            models.CheckConstraint(condition=Q(status__in=CallStatus.values), name="%(class)s_status_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def phase(self, now: datetime | None = None) -> CallPhase:
        """Where the call stands now."""
        return phase(self.status, self.opens_at, self.closes_at, now or timezone.now())
