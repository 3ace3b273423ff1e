"""More time: extensions given and asked for (spec: school §2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.links import new_id
from school.models.enrolment import Enrolment
from school.models.run import Group, RunItem
from school.states import RequestState


class Extension(models.Model):
    """Later dates, further attempts or minutes for a person or a group; the most generous of item, group, person wins."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    item = models.ForeignKey(RunItem, models.PROTECT, related_name="extensions", verbose_name=_("занятие"))
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, blank=True, related_name="extensions", verbose_name=_("слушатель")
    )
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="extensions", verbose_name=_("группа"))
    soft = models.DateTimeField(_("сделать до"), null=True, blank=True)
    hard = models.DateTimeField(_("принимаем до"), null=True, blank=True)
    extra_attempts = models.PositiveSmallIntegerField(_("ещё попыток"), default=0)
    extra_minutes = models.PositiveSmallIntegerField(_("ещё минут"), default=0)
    waives_opening = models.BooleanField(_("открыть раньше"), default=False)
    reason = models.TextField(_("причина"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто дал"))
    created_at = models.DateTimeField(_("когда"), auto_now_add=True)

    class Meta:
        verbose_name = _("продление")
        verbose_name_plural = _("продления")
        constraints = [
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False, group__isnull=True) | Q(enrolment__isnull=True, group__isnull=False),
                name="extension_person_or_group",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.enrolment or self.group}"


class ExtensionRequest(models.Model):
    """A learner (or the coordinator for them) asks for time; one open per person and item."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="extension_requests", verbose_name=_("слушатель"))
    item = models.ForeignKey(RunItem, models.PROTECT, related_name="extension_requests", verbose_name=_("занятие"))
    reason = models.TextField(_("почему"), blank=True, max_length=1000)
    until = models.DateField(_("до какого дня"), null=True, blank=True)
    wants_attempt = models.BooleanField(_("нужна ещё попытка"), default=False)
    state = models.CharField(_("состояние"), max_length=10, choices=RequestState.choices, default=RequestState.OPEN)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто просит"))
    asked_at = models.DateTimeField(_("когда просит"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кто решил")
    )
    decided_at = models.DateTimeField(_("когда решено"), null=True, blank=True)
    answer = models.TextField(_("ответ"), blank=True, max_length=1000)

    class Meta:
        verbose_name = _("просьба о времени")
        verbose_name_plural = _("просьбы о времени")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "item"], condition=Q(state=RequestState.OPEN), name="extension_request_one_open"
            )
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="extension_request_queue")]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_state_display()}"
