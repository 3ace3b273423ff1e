from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.links import new_id


class LetterState(models.TextChoices):
    HELD = "held", _("задержано, можно остановить")
    QUEUED = "queued", _("ждёт отправки")
    SENDING = "sending", _("отправляется")
    SENT = "sent", _("отправлено")
    FAILED = "failed", _("не ушло")
    CANCELLED = "cancelled", _("остановлено")
    EXPIRED = "expired", _("устарело")


class Urgency(models.IntegerChoices):
    """Order in which letters leave: codes first, then letters of acts, mass letters last."""

    CODE = 0, _("код для входа или отмена")
    ACT = 1, _("ответ на действие")
    REMINDER = 2, _("напоминание")
    MASS = 3, _("рассылка")


class LetterQuerySet(models.QuerySet):
    def in_scope(self, *words: str) -> "LetterQuerySet":
        """Letters whose sender handed in one of these scope words («event:…», a region's code)."""
        found = Q(pk__in=[])
        for word in words:
            found |= Q(scope__contains=f" {word} ")
        return self.filter(found)


class Letter(models.Model):
    """A row of the outbox: written in the act that causes it, sent once by the worker (spec: platform §7)."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    kind = models.CharField(_("вид письма"), max_length=64)
    about_kind = models.CharField(_("о чём"), max_length=64, blank=True)
    about_key = models.CharField(_("ключ записи"), max_length=64, blank=True)
    scope = models.CharField(_("кому видно на рабочих столах"), max_length=300, blank=True)
    key = models.CharField(_("ключ от повторов"), max_length=200, unique=True)
    data = models.JSONField(_("данные письма"), default=dict, blank=True)
    to = models.CharField(_("адрес"), max_length=254, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кому")
    )
    reply_to = models.CharField(_("кому отвечать"), max_length=254, blank=True)
    subject = models.CharField(_("тема"), max_length=250, blank=True)
    text = models.TextField(_("текст"), blank=True)
    html = models.TextField(_("текст с оформлением"), blank=True)
    attachments = models.JSONField(_("вложения"), default=list, blank=True)
    secret = models.BooleanField(_("стереть после отправки"), default=False)
    urgency = models.PositiveSmallIntegerField(_("срочность"), choices=Urgency.choices, default=Urgency.ACT)
    language = models.CharField(_("язык"), max_length=8, default="ru")
    zone = models.CharField(_("часовой пояс читателя"), max_length=64, default="Europe/Moscow")
    state = models.CharField(_("состояние"), max_length=12, choices=LetterState.choices, default=LetterState.QUEUED)
    not_before = models.DateTimeField(_("не раньше"), null=True, blank=True)
    expires_at = models.DateTimeField(_("не позже"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("попыток"), default=0)
    next_try = models.DateTimeField(_("следующая попытка"), null=True, blank=True)
    lease_until = models.DateTimeField(_("занято до"), null=True, blank=True)
    message_id = models.CharField(_("номер сообщения"), max_length=200, blank=True)
    error = models.CharField(_("ошибка"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("создано"), auto_now_add=True)
    sent_at = models.DateTimeField(_("отправлено"), null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("письмо")
        verbose_name_plural = _("письма")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LetterState.values), name="letter_state_known"),
        ]
        indexes = [
            models.Index(fields=["state", "urgency", "next_try"], name="letter_next"),
            models.Index(fields=["about_kind", "about_key"], name="letter_about"),
            models.Index(fields=["person", "created_at"], name="letter_person"),
            models.Index(fields=["sent_at"], name="letter_sent"),  # the caps count what left in the last minute, hour, day
        ]

    def __str__(self) -> str:
        return f"{self.kind} № {self.pk}"
