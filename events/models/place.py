"""Where events happen and who speaks at them: snippets without personal records (speakers are public by own consent)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.search.words import fold


class Place(models.Model):
    """A house where events happen, described once for all of them."""

    name = models.CharField(_("название"), max_length=150, help_text=_("Например: Дом культуры."))
    address = models.CharField(_("адрес"), max_length=250, help_text=_("Как для почты: село, улица, дом."))
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name=_("регион"))
    territory = models.ForeignKey(
        "regions.Territory", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("территория")
    )
    lat = models.DecimalField(_("широта"), max_digits=8, decimal_places=5, null=True, blank=True)
    lon = models.DecimalField(_("долгота"), max_digits=8, decimal_places=5, null=True, blank=True)
    way = models.TextField(_("как добраться"), blank=True, help_text=_("Автобус, поезд, дорога: одним-тремя предложениями."))
    accessibility = models.TextField(
        _("доступность"), blank=True, help_text=_("Ступени, пандус, лифт, туалет, сурдопереводчик: что есть и чего нет.")
    )
    search_line = models.TextField(_("строка для поиска"), blank=True, editable=False)

    class Meta:
        ordering = ["name", "address"]
        verbose_name = _("площадка")
        verbose_name_plural = _("площадки")

    def __str__(self) -> str:
        return f"{self.name}, {self.address}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_line = fold(f"{self.name} {self.address}")
        super().save(*args, **kwargs)

    @property
    def map_url(self) -> str:
        """The place on Yandex Maps; empty without coordinates."""
        if self.lat is None or self.lon is None:
            return ""
        return f"https://yandex.ru/maps/?pt={self.lon},{self.lat}&z=16&l=map"


class Speaker(models.Model):
    """Who leads or speaks; full name, public by own consent."""

    name = models.CharField(_("имя, отчество и фамилия"), max_length=150)
    position = models.CharField(_("кто это"), max_length=250, help_text=_("Должность, организация, регион."))
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("регион")
    )
    photo = models.ForeignKey("core.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("портрет"))
    agreed = models.BooleanField(
        _("согласие на публикацию получено"), default=False, help_text=_("Без согласия имя на странице не появится.")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("ведущий")
        verbose_name_plural = _("ведущие")

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Two letters for the mark beside the name: first name and surname."""
        parts = self.name.split()
        return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts))
