from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.facets import Listing
from core.pages import BasePage
from core.parts import kept
from practices import filters

PER_PAGE = 24


class PracticeIndexPage(BasePage):
    """The library of practices: words, facets, order and pages, all in the address."""

    intro = models.TextField(_("вступление"), blank=True, help_text=_("Два предложения: что это за истории и кто их проверил."))

    subpage_types = ["practices.PracticePage"]
    max_count_per_parent = 1
    template = "practices/library.html"
    page_description = _("Раздел практик: поиск и отбор строятся сами.")
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("Библиотека практик")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        groups = kept(request, ("practice-dimensions",), filters.dimensions)
        wanted = filters.read(request.GET, groups)
        listing = Listing("practice", get_language() or "ru")
        answer = listing.answer(
            wanted.ticked, wanted.q, (wanted.lowest, wanted.highest), sort=wanted.sort, page=wanted.page, per_page=PER_PAGE
        )
        base = request.path
        return super().get_context(request, *args, **kwargs) | {
            "wanted": wanted,
            "answer": answer,
            "facets": filters.facets(groups, wanted, answer),
            "chips": filters.chips(groups, wanted, base),
            "sorts": filters.SORTS,
            "base": base,
            "query": urlencode(wanted.pairs()),
        }
