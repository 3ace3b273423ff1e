"""What people have typed and not sent yet: fields saved one by one, and forms met by a lost sign-in (spec: reliability §11)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.links import new_id


class Draft(models.Model):
    """One field of a form that keeps itself: the newest text, whoever of the person's tabs wrote it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("чей черновик"))
    kind = models.CharField(_("о чём"), max_length=64)
    key = models.CharField(_("ключ записи"), max_length=100)
    field = models.CharField(_("поле"), max_length=100)
    value = models.JSONField(_("написанное"))
    version = models.PositiveIntegerField(_("версия"), default=1)
    tab = models.CharField(_("из какой вкладки"), max_length=32, blank=True)
    turn = models.PositiveIntegerField(_("какая по счёту запись вкладки"), default=0)
    saved_at = models.DateTimeField(_("сохранено"), default=timezone.now)

    class Meta:
        verbose_name = _("черновик")
        verbose_name_plural = _("черновики")
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "key", "field"], name="draft_field_once")]
        indexes = [models.Index(fields=["saved_at"], name="draft_saved")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.field}"


class EarlierText(models.Model):
    """What another tab or device had written before a newer text took its place: shown beside it until put away."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="earlier", verbose_name=_("черновик"))
    value = models.JSONField(_("написанное"))
    saved_at = models.DateTimeField(_("сохранено"))
    kept_at = models.DateTimeField(_("отложено"), default=timezone.now)

    class Meta:
        verbose_name = _("прежний текст")
        verbose_name_plural = _("прежние тексты")

    def __str__(self) -> str:
        return f"{self.draft}, {self.saved_at:%d.%m %H:%M}"


class KeptText(models.Model):
    """A form that met «сначала войдите» or an outdated token: its text waits a day for the same person or browser."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    owner = models.CharField(_("чья форма, свёрткой"), max_length=64, blank=True, db_index=True)
    action = models.CharField(_("куда отправляли"), max_length=500)
    page = models.CharField(_("где стояла форма"), max_length=500)
    typed = models.JSONField(_("написанное"))
    lost = models.BooleanField(_("пароли или файлы не взяты"), default=False)
    kept_at = models.DateTimeField(_("сохранено"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("сохранённая форма")
        verbose_name_plural = _("сохранённые формы")

    def __str__(self) -> str:
        return f"{self.public_id}, {self.kept_at:%d.%m %H:%M}"
