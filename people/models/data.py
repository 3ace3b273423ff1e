from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.links import new_id


def private_storage() -> object:
    """Files of people lie apart from public pictures."""
    return storages["private"]


class ErasureRequest(models.Model):
    """«Удалить меня»: three days to think, then `erase_person`; an administrator may ask for a person too."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("чьи данные"), help_text=_("Кого стереть.")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто попросил"), help_text=_("Сам человек.")
    )
    asked_at = models.DateTimeField(_("когда попросили"), auto_now_add=True, help_text=_("С этого часа идут три дня."))
    due_at = models.DateTimeField(_("когда стереть"), help_text=_("До этого часа можно передумать."))
    cancelled_at = models.DateTimeField(_("передумали"), null=True, blank=True, help_text=_("Данные остались."))
    done_at = models.DateTimeField(_("стёрто"), null=True, blank=True, help_text=_("Когда стёрто на самом деле."))

    class Meta:
        verbose_name = _("просьба стереть данные")
        verbose_name_plural = _("просьбы стереть данные")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(cancelled_at__isnull=True, done_at__isnull=True), name="erasure_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%d.%m.%Y}"


class ErasureAct(models.Model):
    """The act of destruction of personal data: what was erased, what stays and why (order 179 of Роскомнадзор)."""

    number = models.CharField(_("номер"), max_length=20, unique=True, help_text=_("Год и порядковый номер: 2026-0001."))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("чьи данные"), help_text=_("Без имени.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кто стёр"),
        help_text=_("Пусто, если стёрлось по сроку."),
    )
    reason = models.CharField(_("основание"), max_length=300, help_text=_("Просьба человека, отзыв согласия, конец срока."))
    at = models.DateTimeField(_("когда"), auto_now_add=True, help_text=_("Время стирания."))
    done = models.JSONField(_("что стёрто"), default=dict, help_text=_("Раздел и число записей."))
    kept = models.JSONField(_("что осталось"), default=dict, help_text=_("Раздел и почему он остаётся."))

    class Meta:
        verbose_name = _("акт об уничтожении данных")
        verbose_name_plural = _("акты об уничтожении данных")

    def __str__(self) -> str:
        return self.number


class DataArchive(models.Model):
    """«Скачать всё»: a ZIP for the person, at most one a day, kept for seven days."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("чьи данные"), help_text=_("Кто скачает.")
    )
    file = models.FileField(
        _("архив"), storage=private_storage, upload_to="archives/", max_length=200, help_text=_("Стирается через семь дней.")
    )
    made_at = models.DateTimeField(_("собран"), auto_now_add=True, help_text=_("Следующий можно собрать через сутки."))
    expires_at = models.DateTimeField(_("хранится до"), help_text=_("Семь дней."))

    class Meta:
        verbose_name = _("архив данных человека")
        verbose_name_plural = _("архивы данных людей")

    def __str__(self) -> str:
        return f"{self.made_at:%d.%m.%Y}"
