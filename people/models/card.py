from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CodeCard(models.Model):
    """A code card for a person without e-mail: 12 digits, shown once, printed or dictated by phone (72 hours)."""

    class Kind(models.TextChoices):
        PRINTED = "printed", _("напечатана")
        DICTATED = "dictated", _("продиктована по телефону")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="code_cards",
        verbose_name=_("человек"),
        help_text=_("Чья карточка."),
    )
    kind = models.CharField(
        _("вид"),
        max_length=10,
        choices=Kind.choices,
        default=Kind.PRINTED,
        help_text=_("Напечатана на год или продиктована на 72 часа."),
    )
    code_hash = models.CharField(
        _("отпечаток кода"), max_length=64, unique=True, editable=False, help_text=_("Сам код нигде не хранится.")
    )
    last4 = models.CharField(_("последние цифры"), max_length=4, help_text=_("Чтобы узнать карточку по телефону."))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто выдал"), help_text=_("Координатор.")
    )
    issued_at = models.DateTimeField(_("выдана"), auto_now_add=True, help_text=_("Когда код показали один раз."))
    expires_at = models.DateTimeField(_("действует до"), help_text=_("После этого часа войти нельзя."))
    revoked_at = models.DateTimeField(_("отозвана"), null=True, blank=True, help_text=_("Новая карточка отзывает прежнюю."))
    used_at = models.DateTimeField(_("последний вход"), null=True, blank=True, help_text=_("Когда по ней входили."))

    class Meta:
        verbose_name = _("карточка с кодом")
        verbose_name_plural = _("карточки с кодами")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at__isnull=True), name="card_one_active"),
        ]

    def __str__(self) -> str:
        return f"…{self.last4}"
