"""«Карта сайта»: sections, what stands in them, and the lists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, PageQuerySet

from core import languages
from home.models import DoorPage, RegionPage, StandardPage
from school.models import CoursePage

SECTION, INSIDE = 3, 4  # depth of sections and of what stands right in them
PLAIN = (StandardPage, DoorPage)
LISTED = (StandardPage, DoorPage, RegionPage, CoursePage)  # practices and events have lists of their own


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Two levels of pages in the language of the reader; its queries do not grow with the pages."""
    request.page_translations = languages.everywhere(request.path)
    pages = (
        Page.objects.live().public().filter(locale__language_code=languages.current()).select_related("locale").order_by("path")
    )
    sections = [_row(page, request) for page in pages.filter(depth=SECTION)]
    for page in _listed(pages.filter(depth=INSIDE)):
        above = next((one for one in sections if page.path.startswith(one["path"])), None)
        if above:
            above["below"].append(_row(page, request))
    plain = [one for one in sections if not one["below"] and issubclass(one["model"], PLAIN)]
    return render(request, "home/site_map.html", {"sections": [one for one in sections if one not in plain], "plain": plain})


def _listed(pages: PageQuerySet) -> PageQuerySet:
    return pages.exact_type(*LISTED)


def _row(page: Page, request: HttpRequest) -> dict:
    return {
        "title": page.title,
        "url": page.get_url(request) or "/",
        "path": page.path,
        "model": page.specific_class or Page,
        "below": [],
    }
