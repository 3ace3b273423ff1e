"""The page every other page is built on: an abstract mixin over plain Page (wagtail-localize knows no custom base Page)."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.search.words import fold


class BasePage(Page):
    """Abstract page: Russian words in the admin, folded title for its search, a slug shared by all languages."""

    search_fields = [*Page.search_fields, index.AutocompleteField("folded_title")]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True
        verbose_name = _("страница")

    @property
    def folded_title(self) -> str:
        return fold(self.title)
