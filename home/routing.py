"""From a path to a page: what stands at it is remembered by each process until a publication (spec: performance §Traps 6).

A page then costs one query to find, at any depth: site, root, restrictions and the pages above come from memory.
What is not remembered or not plainly a page goes Wagtail's own way.
"""

from dataclasses import dataclass, field
from threading import Lock

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.views import serve as wagtail_serve

from core.cache import stamp

MOST = 20_000


@dataclass(frozen=True)
class Place:
    """What stands at a path: the page's model and key, the pages above it, live translations by language."""

    model: type[Page]
    pk: int
    url_path: str
    above: list[dict[str, str]]
    translations: dict[str, str] = field(default_factory=dict)

    def page(self) -> Page | None:
        """The page as it is now, or None if it has gone meanwhile. One query."""
        found = self.model.objects.filter(pk=self.pk, url_path=self.url_path, live=True).select_related("locale").first()
        if found is not None:
            found.path_above = self.above
            # Known to be unrestricted: Wagtail's check before serving asks no more.
            found.get_view_restrictions = PageViewRestriction.objects.none
        return found


class Routes:
    """This process's memory of paths; forgotten whole when anything is published."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, str], Place] = {}
        self.site: Site | None = None
        self.of, self.lock = "", Lock()

    def fresh(self) -> None:
        """Forget what is older than the last publication."""
        now = stamp.now()
        with self.lock:
            if self.of != now or len(self.places) > MOST:
                self.places, self.site, self.of = {}, None, now

    def find(self, request: HttpRequest, path: str) -> Place | None:
        """The place at a path in the language of the request, None if Wagtail has to decide."""
        self.fresh()
        key = (get_language() or "", path)
        place, site = self.places.get(key), self.site
        if place is not None and site is not None:
            request._wagtail_site = site
            return place
        return self._look(request, key, path)

    def look_again(self, request: HttpRequest, path: str) -> Place | None:
        """Forget one path and ask Wagtail."""
        key = (get_language() or "", path)
        with self.lock:
            self.places.pop(key, None)
        return self._look(request, key, path)

    def _look(self, request: HttpRequest, key: tuple[str, str], path: str) -> Place | None:
        try:
            route = Page.route_for_request(request, path)
        except Http404:
            return None
        if route is None or route[1] or route[2]:
            return None
        page = route[0]
        if page.get_view_restrictions().exclude(restriction_type=PageViewRestriction.NONE).exists():
            return None
        place = Place(type(page), page.pk, page.url_path, _above(page, request), _translations(page, request))
        with self.lock:
            self.places[key], self.site = place, Site.find_for_request(request)
        return place


ROUTES = Routes()


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's view of pages with a memory; leaves translations and the page on the request for the head and the switcher."""
    place = ROUTES.find(request, path)
    page = place.page() if place else None
    if place is not None and page is None:  # gone or moved since, and another may stand at its path
        place = ROUTES.look_again(request, path)
        page = place.page() if place else None
    if place is None or page is None:
        return _by_wagtail(request, path)
    request.page_translations, request.shown_page = place.translations, page
    for check in hooks.get_hooks("before_serve_page"):
        answer = check(page, request, (), {})
        if isinstance(answer, HttpResponse):
            return answer
    return page.serve(request)


def _by_wagtail(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own answer; what is not translated yet leads to the Russian page instead of nowhere."""
    try:
        return wagtail_serve(request, path)
    except Http404:
        if (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE:
            raise
        site = Site.find_for_request(request)
        parts = [part for part in path.split("/") if part]
        russian = site.root_page.specific.route(request, parts).page
        return redirect(russian.get_url(request))


def _above(page: Page, request: HttpRequest) -> list[dict[str, str]]:
    ancestors = page.get_ancestors().filter(depth__gt=1, live=True).defer_streamfields()
    return [{"title": one.title, "url": one.get_url(request) or "/"} for one in ancestors]


def _translations(page: Page, request: HttpRequest) -> dict[str, str]:
    rows = page.get_translations(inclusive=True).filter(live=True).select_related("locale")
    return {one.locale.language_code: one.get_url(request) or "/" for one in rows}
