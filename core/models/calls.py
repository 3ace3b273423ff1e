from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.links import new_id
from core.models.history import about
from core.models.letters import Letter


class CallState(models.TextChoices):
    OPEN = "open", _("позвонить")
    DONE = "done", _("дозвонились")
    GAVE_UP = "gave_up", _("не дозвонились")
    OVERTAKEN = "overtaken", _("человек ответил сам")


class CallQuerySet(models.QuerySet):
    def open(self) -> "CallQuerySet":
        """Calls nobody has finished."""
        return self.filter(state=CallState.OPEN)

    def untouched(self) -> "CallQuerySet":
        """Open calls that nobody has even tried."""
        return self.open().filter(tries=0, at__isnull=True)

    def about(self, row: models.Model) -> "CallQuerySet":
        """Calls for letters about one row."""
        kind, key = about(row)
        return self.filter(letter__about_kind=kind, letter__about_key=key)

    def in_scope(self, *words: str) -> "CallQuerySet":
        """Calls whose letter was handed one of these scope words."""
        found = models.Q(pk__in=[])
        for word in words:
            found |= models.Q(scope__contains=f" {word} ")
        return self.filter(found)

    def overtake(self) -> int:
        """Mark open calls as answered by the person's own act; returns how many."""
        return self.open().update(state=CallState.OVERTAKEN, at=timezone.now())


class PhoneCall(models.Model):
    """«Обзвон»: a letter that cannot be read becomes a call with the same answers (spec: living-people §1, §9)."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="call", verbose_name=_("письмо"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("человек")
    )
    name = models.CharField(_("кому звонить"), max_length=200)
    phone = models.CharField(_("телефон"), max_length=20)
    scope = models.CharField(_("кто звонит"), max_length=300, blank=True)
    say = models.CharField(_("что сказать"), max_length=400)
    until = models.DateTimeField(_("до какого времени"), null=True, blank=True)
    state = models.CharField(_("состояние"), max_length=10, choices=CallState.choices, default=CallState.OPEN)
    outcome = models.CharField(_("ответ"), max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(_("звонков без ответа"), default=0)
    again_at = models.DateTimeField(_("перезвонить"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кто звонил")
    )
    at = models.DateTimeField(_("когда"), null=True, blank=True)
    created_at = models.DateTimeField(_("создано"), auto_now_add=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("звонок")
        verbose_name_plural = _("обзвон")
        indexes = [models.Index(fields=["state", "until"], name="call_next")]

    def __str__(self) -> str:
        return f"{self.name}: {self.say}"[:80]
