from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.pages import BasePage


class PracticeIndexPage(BasePage):
    """The library of practices; the list itself is built by `practices.views.library`."""

    intro = models.TextField(_("вступление"), blank=True, help_text=_("Два предложения: что это за истории и кто их проверил."))

    subpage_types = ["practices.PracticePage"]
    max_count_per_parent = 1
    template = "practices/library.html"
    page_description = _("Раздел практик: поиск и отбор строятся сами.")
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("Библиотека практик")
