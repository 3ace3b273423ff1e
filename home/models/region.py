from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from core.blocks import body_blocks
from core.fields import StreamField
from core.pages import BasePage
from home.regions_shown import region_facts, region_zones
from regions.models import Region


class RegionIndexPage(BasePage):
    """«Регионы»: the tile grid and the list, west to east."""

    intro = models.TextField(_("вступление"), blank=True, help_text=_("Одно-два предложения: как найти свой регион."))

    subpage_types = ["home.RegionPage"]
    max_count_per_parent = 1
    template = "home/region_index.html"
    page_description = _("Раздел регионов: плитки и список строятся сами.")
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("раздел регионов")
        verbose_name_plural = _("разделы регионов")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        return super().get_context(request, *args, **kwargs) | region_zones(self.locale.language_code, self.url or "/regiony/")


class RegionPage(BasePage):
    """A region's own branch: its people, events, practices, courses, organisations, villages."""

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="+", verbose_name=_("регион"), help_text=_("О каком регионе страница.")
    )
    body = StreamField(body_blocks(), verbose_name=_("о регионе"), blank=True, help_text=_("Два-три абзаца: чем живёт регион."))
    photo = models.ForeignKey(
        "core.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("картинка"),
        help_text=_("Вид региона вверху страницы."),
    )
    photo_alt = models.CharField(_("что на картинке"), max_length=250, blank=True, help_text=_("Для тех, кто её не видит."))

    parent_page_types = ["home.RegionIndexPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/region.html"
    page_description = _("Страница региона: контакты, события, практики и организации подставляются сами.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("region"),
        FieldPanel("photo"),
        FieldPanel("photo_alt"),
        FieldPanel("body"),
    ]
    override_translatable_fields = [*BasePage.override_translatable_fields, SynchronizedField("region", overridable=False)]

    class Meta:
        verbose_name = _("страница региона")
        verbose_name_plural = _("страницы регионов")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        return super().get_context(request, *args, **kwargs) | region_facts(self.region, self.locale.language_code)
