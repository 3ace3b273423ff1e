from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regions.changes import changed
from regions.models.region import Region
from regions.naming import name_norm


class TerritoryKind(models.TextChoices):
    DISTRICT = "district", _("муниципальный район")
    MUNICIPAL_OKRUG = "municipal_okrug", _("муниципальный округ")
    CITY_OKRUG = "city_okrug", _("городской округ")
    TOWN = "town", _("город")
    SETTLEMENT = "settlement", _("посёлок")
    SELO = "selo", _("село")
    VILLAGE = "village", _("деревня")
    KHUTOR = "khutor", _("хутор")
    STANITSA = "stanitsa", _("станица")
    OTHER = "other", _("другое")


# Kinds whose word is said before the name: «село Берёзовый Лог», but «Тальский муниципальный округ».
SAID_BEFORE = {
    TerritoryKind.TOWN,
    TerritoryKind.SETTLEMENT,
    TerritoryKind.SELO,
    TerritoryKind.VILLAGE,
    TerritoryKind.KHUTOR,
    TerritoryKind.STANITSA,
}


class TerritoryQuerySet(models.QuerySet):
    def public(self) -> "TerritoryQuerySet":
        """Territories that exist today; replaced ones redirect to what they became."""
        return self.filter(active=True)


class Territory(models.Model):
    """A district, a town, a village: where people live and act."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="territories", verbose_name=_("регион"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("входит в"))
    kind = models.CharField(_("вид"), max_length=16, choices=TerritoryKind.choices)
    name = models.CharField(_("название"), max_length=120)
    name_norm = models.CharField(_("ключ названия"), max_length=120, editable=False)
    slug = models.SlugField(_("адрес"), max_length=120)
    oktmo = models.CharField(_("код ОКТМО"), max_length=11, blank=True, help_text=_("8 или 11 цифр, если знаете."))
    lat = models.DecimalField(_("широта"), max_digits=8, decimal_places=5, null=True, blank=True)
    lon = models.DecimalField(_("долгота"), max_digits=8, decimal_places=5, null=True, blank=True)
    population = models.PositiveIntegerField(_("жителей"), null=True, blank=True)
    population_on = models.DateField(_("на какую дату"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("преобразована в")
    )
    active = models.BooleanField(_("действует"), default=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["name_norm"]
        verbose_name = _("территория")
        verbose_name_plural = _("территории")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind", "name_norm"], condition=Q(parent__isnull=True), name="territory_top_once"
            ),
            models.UniqueConstraint(
                fields=["parent", "kind", "name_norm"], condition=Q(parent__isnull=False), name="territory_part_once"
            ),
            models.UniqueConstraint(fields=["oktmo"], condition=~Q(oktmo=""), name="territory_oktmo_once"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="territory_point_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}" if self.kind in SAID_BEFORE else self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_norm = name_norm(self.name)
        super().save(*args, **kwargs)
        changed(self)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        pk = self.pk
        gone = super().delete(*args, **kwargs)
        changed(self, pk=pk)
        return gone
