"""Report of the admin «Ищут и не находят»: what people searched and did not find, by week, with CSV and XLSX."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from core import exports, moments
from core.models import SearchMiss
from core.search import misses

LANGUAGES = dict(settings.LANGUAGES)
EXPORTED = [
    exports.Column("Неделя с", "week", "date"),
    exports.Column("Искали", "words"),
    exports.Column("Раз", "times", "number"),
    exports.Column("Язык", lambda row: LANGUAGES.get(row.locale, row.locale)),
]


class MissesReport(ReportView):
    """Newest week first, the oftenest first; nobody's name is kept, so every editor may read it."""

    page_title = _("Ищут и не находят")
    header_icon = "search"
    model = SearchMiss
    index_url_name = "search_misses"
    index_results_url_name = "search_misses_results"
    default_ordering = None
    is_searchable = False
    list_export = ["words"]
    columns = [
        Column("week", label=_("Неделя с"), accessor=lambda row: moments.day(row.week), width="20%"),
        Column("words", label=_("Искали")),
        Column("times", label=_("Раз"), width="10%"),
        Column("locale", label=_("Язык"), accessor=lambda row: LANGUAGES.get(row.locale, row.locale), width="15%"),
    ]

    def get_queryset(self) -> QuerySet[SearchMiss]:
        return misses.report()

    def as_spreadsheet(self, queryset: QuerySet[SearchMiss], spreadsheet_format: str) -> HttpResponse:
        """By the one export of the house: its conventions of CSV, its row in the history."""
        return exports.respond(
            self.request, "Ищут и не находят", EXPORTED, queryset, what=("search.miss", "report"), format=spreadsheet_format
        )
