from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CodeCard(models.Model):
    """A code card for a person without e-mail: 12 digits, shown once, printed or dictated by phone (72 hours)."""

    class Kind(models.TextChoices):
        PRINTED = "printed", _("напечатана")
        DICTATED = "dictated", _("продиктована по телефону")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="code_cards", verbose_name=_("человек"))
    kind = models.CharField(_("вид"), max_length=10, choices=Kind.choices, default=Kind.PRINTED)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    last4 = models.CharField(_("последние цифры"), max_length=4)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто выдал"))
    issued_at = models.DateTimeField(_("выдана"), auto_now_add=True)
    expires_at = models.DateTimeField(_("действует до"))
    revoked_at = models.DateTimeField(_("отозвана"), null=True, blank=True)
    used_at = models.DateTimeField(_("последний вход"), null=True, blank=True)

    class Meta:
        verbose_name = _("карточка с кодом")
        verbose_name_plural = _("карточки с кодами")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at__isnull=True), name="card_one_active"),
        ]

    def __str__(self) -> str:
        return f"…{self.last4}"
