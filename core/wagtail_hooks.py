from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.views.misses import MissesReport


@hooks.register("insert_global_admin_css")
def narrow_screens() -> SafeString:
    """Forms and tables of the admin that fit a phone."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin.css"))


@hooks.register("register_admin_urls")
def search_misses_urls() -> list[URLPattern]:
    """Addresses of the report «Ищут и не находят»."""
    return [
        path("reports/search-misses/", MissesReport.as_view(), name="search_misses"),
        path("reports/search-misses/results/", MissesReport.as_view(results_only=True), name="search_misses_results"),
    ]


@hooks.register("register_reports_menu_item")
def search_misses_menu_item() -> MenuItem:
    """Its line in «Отчёты»."""
    return MenuItem(_("Ищут и не находят"), reverse("search_misses"), name="search-misses", icon_name="search", order=50)
