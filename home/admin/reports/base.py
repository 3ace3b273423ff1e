"""A report of pages: what the reader may edit, each page with a sentence of what is wrong with it."""

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core import exports

TYPES = Column("type", label=_("Вид страницы"), accessor=lambda page: page.specific_class._meta.verbose_name, width="20%")


class PagesReport(ReportView):
    """Rows are pages; `words` says of each what is to be mended."""

    model = Page
    is_searchable = False
    default_ordering = None
    list_export = ["title"]
    words_title: Promise | str = ""

    @property
    def columns(self) -> list[Column]:
        """The page, its kind, the sentence."""
        title = TitleColumn("title", label=_("Страница"), url_name="wagtailadmin_pages:edit", accessor="get_admin_display_title")
        return [title, TYPES, Column("words", label=self.words_title, accessor=self.words)]

    def words(self, page: Page) -> str:
        """What is wrong with the page."""
        raise NotImplementedError

    def own_pages(self) -> QuerySet[Page]:
        """Live pages that this person may change, below the front page's root."""
        own = policy_registry.get_by_type(Page).instances_user_has_permission_for(self.request.user, "change")
        return own.filter(live=True, depth__gt=1).order_by("path")

    def as_spreadsheet(self, queryset: QuerySet[Page], spreadsheet_format: str) -> object:
        """By the one export of the house."""
        columns = [exports.Column(str(_("Страница")), "title"), exports.Column(str(self.words_title), self.words)]
        what = ("page", self.index_url_name)
        return exports.respond(self.request, str(self.page_title), columns, queryset, what=what, format=spreadsheet_format)
