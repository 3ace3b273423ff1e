from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class RegionQuerySet(models.QuerySet):
    def coordinated_by(self, user: models.Model) -> "RegionQuerySet":
        """Regions where the user is a coordinator now."""
        return self.filter(scopes__user=user, scopes__until__isnull=True).distinct()


class Region(models.Model):
    """One of the ten regions: one row for all languages, its cases are data. Added and deleted by migrations only."""

    code = models.CharField(_("код"), max_length=8, unique=True, help_text=_("По ГОСТ 7.67, например RU-PER."))
    slug = models.SlugField(_("адрес"), unique=True)
    name = models.CharField(_("название"), max_length=80)
    name_gen = models.CharField(_("родительный падеж"), max_length=80, help_text=_("Кого, чего: «Пермского края»."))
    name_in = models.CharField(_("где"), max_length=90, help_text=_("С предлогом: «в Пермском крае»."))
    capital = models.CharField(_("столица"), max_length=60)
    time_by = models.CharField(_("время по"), max_length=60, help_text=_("Как говорят о времени: «по Перми»."))
    name_en = models.CharField(_("по-английски"), max_length=80, blank=True)
    name_tt = models.CharField(_("по-татарски"), max_length=80, blank=True)
    name_ba = models.CharField(_("по-башкирски"), max_length=80, blank=True)
    name_udm = models.CharField(_("по-удмуртски"), max_length=80, blank=True)
    zone = models.CharField(_("часовой пояс"), max_length=40)
    tile_row = models.PositiveSmallIntegerField(_("ряд плитки"))
    tile_col = models.PositiveSmallIntegerField(_("столбец плитки"))
    position = models.PositiveSmallIntegerField(_("порядок с запада на восток"))
    thread = models.CharField(_("нить"), max_length=8, help_text=_("Имя цвета в оформлении: perm, kir и так далее."))

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("регион")
        verbose_name_plural = _("регионы")
        permissions = [("all_regions", "Может работать со всеми регионами")]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the language of the page, Russian where there is none."""
        return getattr(self, f"name_{get_language() or 'ru'}", "") or self.name
