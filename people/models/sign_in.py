from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.links import SecretLinked


class SignInLink(SecretLinked):
    """One sent code: its letter also links to a page with «Войти здесь»; whichever is used first, code or link, ends both."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("кто входит"), help_text=_("Чей это вход.")
    )
    email = models.EmailField(_("адрес"), help_text=_("Куда ушло письмо с кодом."))
    next_url = models.CharField(_("куда вернуться"), max_length=500, blank=True, help_text=_("Страница, с которой пришли."))
    expires_at = models.DateTimeField(_("действует до"), help_text=_("Пятнадцать минут после отправки."))
    used_at = models.DateTimeField(_("использована"), null=True, blank=True, help_text=_("Один вход, второй раз нельзя."))
    created_at = models.DateTimeField(_("создана"), auto_now_add=True, help_text=_("Когда попросили код."))

    class Meta:
        verbose_name = _("вход по ссылке из письма")
        verbose_name_plural = _("входы по ссылкам из писем")
        indexes = [models.Index(fields=["expires_at"], name="sign_in_link_expires")]

    def __str__(self) -> str:
        return f"{self.created_at:%d.%m.%Y %H:%M}"
