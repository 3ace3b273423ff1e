"""What the site adds to the admin: help, first page, checks, Russian refusals (spec: platform §4)."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page

from core.pages import reserved_slug
from home.admin.checks import RussianChecks
from home.admin.deleting import why_not_deleted
from home.admin.doors import known_pages
from home.admin.guide import editor_help
from home.admin.menu import first_page, without_foreign_help, without_technical
from home.admin.reports.base import PagesReport
from home.admin.reports.heavy import HeavyPagesReport
from home.admin.reports.links import BrokenLinksReport
from home.admin.reports.untranslated import UntranslatedReport
from home.viewsets import TermViewSet

REPORTS: list[tuple[type[PagesReport], str]] = [
    (UntranslatedReport, "untranslated"),
    (HeavyPagesReport, "heavy"),
    (BrokenLinksReport, "broken-links"),
]
# After the refusals of the apps: they know their own records better.
LAST = 100


@hooks.register("register_admin_urls")
def help_url() -> list[URLPattern]:
    """The address of «Помощь редактору»."""
    return [path("help/", editor_help, name="editor_help")]


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Addresses of the reports of pages."""
    found = []
    for view, where in REPORTS:
        found.append(path(f"reports/{where}/", view.as_view(), name=view.index_url_name))
        found.append(path(f"reports/{where}/results/", view.as_view(results_only=True), name=view.index_results_url_name))
    return found


def _report_item(view: type[PagesReport], order: int) -> None:
    """A line of «Отчёты»."""

    def item() -> MenuItem:
        name = view.index_url_name.replace("_", "-")
        return MenuItem(view.page_title, reverse(view.index_url_name), name=name, icon_name=view.header_icon, order=order)

    hooks.register("register_reports_menu_item", item)


for _number, (_view, _where) in enumerate(REPORTS):
    _report_item(_view, 60 + _number)


@hooks.register("register_help_menu_item")
def help_item() -> MenuItem:
    """Its line in the Help menu."""
    return MenuItem(_("Помощь редактору"), reverse("editor_help"), name="editor-help", icon_name="help", order=10)


@hooks.register("register_admin_viewset")
def terms() -> TermViewSet:
    """«Темы и группы»."""
    return TermViewSet()


@hooks.register("construct_help_menu")
def russian_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Foreign pages leave the Help menu."""
    items[:] = without_foreign_help(items)


@hooks.register("construct_settings_menu")
def own_settings(request: HttpRequest, items: list[MenuItem]) -> None:
    """Technical screens leave the Settings menu of everybody but the superuser."""
    items[:] = without_technical(items, request.user)


@hooks.register("construct_homepage_panels")
def own_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Our panels first."""
    panels[:] = first_page(panels, request.user)


@hooks.register("construct_homepage_summary_items", order=LAST)  # the counts of other apps are added by then
def no_counts(request: HttpRequest, items: list[Component]) -> None:
    """How many pages and pictures there are calls nobody to anything."""
    items.clear()


@hooks.register("construct_wagtail_userbar")
def russian_checks(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Our checks in place of Wagtail's."""
    items[:] = [RussianChecks(page, in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items]


@hooks.register("construct_page_chooser_queryset")
def known_pages_only(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Drafts of other branches are not chosen, nor are their names read."""
    return known_pages(request, pages)


@hooks.register("before_delete_page", order=LAST)
def refuse_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page that something holds answers with a sentence, not with a fault."""
    why = why_not_deleted([page])
    if not why:
        return None
    messages.error(request, why)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action", order=LAST)
def refuse_deleting_many(request: HttpRequest, action_type: str, objects: list, action: object) -> HttpResponse | None:
    """The same for several pages at once."""
    pages = [one for one in objects if isinstance(one, Page)]
    why = why_not_deleted(pages) if action_type == "delete" and pages else ""
    if not why:
        return None
    messages.error(request, why)
    return redirect("wagtailadmin_explore_root")


@hooks.register("before_move_page")
def refuse_moving(request: HttpRequest, page: Page, target: Page) -> HttpResponse | None:
    """A page whose address begins with a word of the site's own screens does not move to the top."""
    if not reserved_slug(page.slug, target):
        return None
    messages.error(request, _("Адрес «%(slug)s» занят самим сайтом: сначала поменяйте его у страницы.") % {"slug": page.slug})
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action", order=LAST)
def refuse_moving_many(request: HttpRequest, action_type: str, objects: list, action: object) -> HttpResponse | None:
    """The same for several pages at once: none of them moves."""
    if action_type != "move":
        return None
    target = action.cleaned_form.cleaned_data["chooser"]
    taken = [one.slug for one in objects if isinstance(one, Page) and reserved_slug(one.slug, target)]
    if not taken:
        return None
    messages.error(request, _("Адрес «%(slug)s» занят самим сайтом: сначала поменяйте его у страницы.") % {"slug": taken[0]})
    return redirect("wagtailadmin_explore", target.pk)
