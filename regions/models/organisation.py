from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regions.changes import changed
from regions.models.region import Region
from regions.models.territory import Territory
from regions.naming import name_norm
from regions.states import OrganisationStatus


class OrganisationKind(models.TextChoices):
    FMS = "fms", _("фонд местного сообщества")
    NKO = "nko", _("НКО")
    TOS = "tos", _("ТОС")
    OMSU = "omsu", _("орган местного самоуправления")
    INSTITUTION = "institution", _("учреждение")
    BUSINESS = "business", _("бизнес")
    INITIATIVE = "initiative", _("инициативная группа")


PUBLIC_STATUSES = [OrganisationStatus.VERIFIED, OrganisationStatus.CLOSED]


class OrganisationQuerySet(models.QuerySet):
    def public(self) -> "OrganisationQuerySet":
        """What everyone sees: verified and closed ones."""
        return self.filter(status__in=PUBLIC_STATUSES)

    def offered(self) -> "OrganisationQuerySet":
        """What forms offer: verified ones."""
        return self.filter(status=OrganisationStatus.VERIFIED)


class Organisation(models.Model):
    """A fund, an NGO, a council: whom people represent."""

    kind = models.CharField(_("вид"), max_length=12, choices=OrganisationKind.choices)
    name = models.CharField(_("полное название"), max_length=250)
    short_name = models.CharField(_("короткое название"), max_length=120, blank=True, help_text=_("Как называют в разговоре."))
    name_norm = models.CharField(_("ключ названия"), max_length=250, editable=False)
    slug = models.SlugField(_("адрес"), max_length=120)
    inn = models.CharField(_("ИНН"), max_length=12, blank=True, help_text=_("10 цифр организации; можно оставить пустым."))
    kpp = models.CharField(_("КПП"), max_length=9, blank=True)
    ogrn = models.CharField(_("ОГРН"), max_length=15, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="organisations", verbose_name=_("регион"))
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("территория")
    )
    address = models.CharField(_("адрес"), max_length=250, blank=True)
    site = models.URLField(_("сайт"), blank=True)
    about = models.TextField(_("о себе"), blank=True, help_text=_("Два-четыре предложения: чем занимаетесь и чем гордитесь."))
    logo = models.ForeignKey("core.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("знак"))
    alliance_since = models.DateField(_("в альянсе с"), null=True, blank=True)
    status = models.CharField(
        _("состояние"), max_length=10, choices=OrganisationStatus.choices, default=OrganisationStatus.PROPOSED
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", verbose_name=_("объединена с")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кто предложил")
    )
    touched = models.PositiveBigIntegerField(_("счётчик захватов"), default=0, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name_norm"]
        verbose_name = _("организация")
        verbose_name_plural = _("организации")
        constraints = [
            models.UniqueConstraint(
                fields=["inn", "kpp"], condition=~Q(inn="") & ~Q(status=OrganisationStatus.MERGED), name="organisation_inn_once"
            ),
            models.UniqueConstraint(
                fields=["region", "name_norm"], condition=Q(status=OrganisationStatus.PROPOSED), name="organisation_proposed_once"
            ),
            models.CheckConstraint(
                condition=Q(status=OrganisationStatus.MERGED, merged_into__isnull=False)
                | (~Q(status=OrganisationStatus.MERGED) & Q(merged_into__isnull=True)),
                name="organisation_merged_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_norm = name_norm(self.name)
        super().save(*args, **kwargs)
        changed(self)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        pk = self.pk
        gone = super().delete(*args, **kwargs)
        changed(self, pk=pk)
        return gone


class OrganisationContact(models.Model):
    """A contact of an organisation; in public only with the person's consent or for a mailbox of the organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts", verbose_name=_("организация"))
    name = models.CharField(_("имя"), max_length=150, blank=True)
    role = models.CharField(_("должность"), max_length=150, blank=True)
    phone = models.CharField(_("телефон"), max_length=20, blank=True)
    email = models.EmailField(_("почта"), blank=True)
    is_public = models.BooleanField(_("показывать всем"), default=False)
    consent_key = models.CharField(_("ключ согласия"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("контакт организации")
        verbose_name_plural = _("контакты организаций")

    def __str__(self) -> str:
        return self.name or self.email or self.phone
