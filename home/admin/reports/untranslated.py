"""«Без перевода»: Russian pages without a live page in a language, or with one older than the original."""

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core import languages, moments
from home.admin.reports.base import PagesReport


class UntranslatedReport(PagesReport):
    """`?language=tt` for another language than English."""

    page_title = _("Без перевода")
    header_icon = "globe"
    index_url_name = "untranslated_pages"
    index_results_url_name = "untranslated_pages_results"
    words_title = _("Что с переводом")

    @cached_property
    def language(self) -> str:
        """The language asked for, English where none of ours is."""
        asked = self.request.GET.get("language", "")
        return asked if asked in languages.codes() and asked != languages.RUSSIAN else "en"

    def get_page_subtitle(self) -> str:
        """The language in its own words."""
        return languages.own_name(self.language)

    def get_queryset(self) -> QuerySet[Page]:
        there = Page.objects.filter(
            translation_key=OuterRef("translation_key"), locale__language_code=self.language, live=True, alias_of__isnull=True
        )
        fresh = there.filter(last_published_at__gte=OuterRef("last_published_at"))
        russian = self.own_pages().filter(locale__language_code=settings.LANGUAGE_CODE)
        return russian.filter(~Exists(fresh)).annotate(translated=Exists(there), changed=F("last_published_at"))

    def words(self, page: Page) -> str:
        if not page.translated:
            return _now("перевода нет")
        return _now("оригинал изменён %(day)s, перевод старше") % {"day": moments.day(page.changed)}
