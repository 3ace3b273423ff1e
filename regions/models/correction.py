from collections.abc import Iterator
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.links import new_id
from regions.models.organisation import Organisation

# What of an organisation's card anybody may ask to change; the rest (kind, region, ИНН) is the coordinator's own business.
CORRECTABLE = ("name", "short_name", "address", "site", "about")


class CorrectionQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Those nobody has answered, the oldest first."""
        return self.filter(state=CorrectionRequest.State.NEW).order_by("created_at", "pk")


class CorrectionRequest(models.Model):
    """«Это моя организация, исправить»: what should stand on the card, and to whom the answer goes."""

    class State(models.TextChoices):
        NEW = "new", _("новая")
        DONE = "done", _("исправлено")
        DECLINED = "declined", _("не исправлено")

    public_id = models.CharField(_("номер"), max_length=22, unique=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="corrections", verbose_name=_("организация"))
    proposed = models.JSONField(_("как должно быть"), default=dict, blank=True)
    text = models.TextField(_("что исправить"), max_length=2000, blank=True)
    email = models.EmailField(_("почта для ответа"), blank=True)
    phone = models.CharField(_("телефон для ответа"), max_length=20, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кто просит")
    )
    state = models.CharField(_("состояние"), max_length=10, choices=State.choices, default=State.NEW)
    answer = models.TextField(_("что ответили"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("когда"), auto_now_add=True)
    decided_at = models.DateTimeField(_("когда ответили"), null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("просьба исправить")
        verbose_name_plural = _("просьбы исправить")

    def __str__(self) -> str:
        return str(self.organisation)

    def changes(self) -> Iterator[tuple[str, str, str]]:
        """(field, what stands now, what is proposed) of what still differs."""
        for name in CORRECTABLE:
            now = getattr(self.organisation, name)
            if name in self.proposed and self.proposed[name] != now:
                yield name, now, self.proposed[name]
