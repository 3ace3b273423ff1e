from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regions.models.organisation import Organisation
from regions.models.region import Region


class ResourceCentre(models.Model):
    """An organisation that serves as a region's resource centre for a time."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="centres", verbose_name=_("организация"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="centres", verbose_name=_("регион"))
    main = models.BooleanField(_("главный в регионе"), default=True)
    services = models.TextField(_("чем помогает"), blank=True)
    hours = models.CharField(_("часы работы"), max_length=150, blank=True)
    since = models.DateField(_("с"))
    until = models.DateField(_("по"), null=True, blank=True)

    class Meta:
        verbose_name = _("ресурсный центр")
        verbose_name_plural = _("ресурсные центры")
        constraints = [
            models.UniqueConstraint(fields=["region"], condition=Q(main=True, until__isnull=True), name="centre_one_main"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="centre_dates"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class CoordinatorScope(models.Model):
    """Who coordinates a region and since when; written by `people.grant_role` and `end_role`, ended, never deleted."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="coordinator_scopes", verbose_name=_("координатор")
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="scopes", verbose_name=_("регион"))
    lead = models.BooleanField(_("старший в регионе"), default=False)
    since = models.DateTimeField(_("с"), auto_now_add=True)
    until = models.DateTimeField(_("по"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кто назначил")
    )

    class Meta:
        verbose_name = _("назначение координатора")
        verbose_name_plural = _("назначения координаторов")
        constraints = [
            models.UniqueConstraint(fields=["user", "region"], condition=Q(until__isnull=True), name="scope_open_once")
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.user}"


class CoordinatorCard(models.Model):
    """The living phone of a region: what is public of its coordinator, by own consent."""

    scope = models.OneToOneField(CoordinatorScope, models.CASCADE, related_name="card", verbose_name=_("назначение"))
    name = models.CharField(_("имя и фамилия"), max_length=150)
    phone = models.CharField(_("телефон"), max_length=20)
    email = models.EmailField(_("почта"), blank=True)
    hours = models.CharField(_("когда отвечает"), max_length=150, default="в будни с 9:00 до 18:00")
    photo = models.ForeignKey("core.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("портрет"))
    is_public = models.BooleanField(_("показывать всем"), default=False)
    consent_key = models.CharField(_("ключ согласия"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("карточка координатора")
        verbose_name_plural = _("карточки координаторов")

    def __str__(self) -> str:
        return self.name
