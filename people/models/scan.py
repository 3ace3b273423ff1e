from django.db import models
from django.utils.translation import gettext_lazy as _

from core.files import AbstractUpload
from people.models.consent import Consent


class ConsentScan(AbstractUpload):
    """The scan or photo of a paper consent: private, for staff of the person's region and the person."""

    folder = "consents"

    consent = models.OneToOneField(
        Consent,
        models.PROTECT,
        related_name="scan",
        verbose_name=_("согласие"),
        help_text=_("Какое согласие подписано на бумаге."),
    )

    class Meta:
        verbose_name = _("скан согласия")
        verbose_name_plural = _("сканы согласий")
