"""For search engines and browsers: sitemap.xml, robots.txt, favicon.ico."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.languages import RUSSIAN, hreflangs
from core.models import Card

MOST = 50_000  # what the standard allows in one file
SECTIONS_DEPTH = 3  # the front page and the sections under it have no cards
OWN_SCREENS = ["/organizacii/", "/territorii/", "/karta-sayta/"]
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
CLOSED = ["/accounts/", "/admin/", "/dashboard/", "/dev/", "/events/r/", "/health/", "/poster/", "/search/", "/vision/"]


class Shown(NamedTuple):
    """One public thing in one language."""

    thing: str
    locale: str
    url: str
    updated: datetime | None


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All that is public, each with its translations; three queries whatever the size of the site."""
    shown = [*_screens(), *_sections(), *_cards()][:MOST]
    translations: dict[str, dict[str, str]] = {}
    for one in shown:
        translations.setdefault(one.thing, {})[one.locale] = one.url
    body = "".join(_line(one, translations[one.thing]) for one in shown)
    return HttpResponse(f"{HEAD}{body}</urlset>\n", content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What machines leave alone, and where the map of the site lies."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers that ask for it by the old name."""
    return redirect(static("favicon.svg"))


def _screens() -> Iterator[Shown]:
    return (Shown(url, RUSSIAN, url, None) for url in OWN_SCREENS)


def _sections() -> Iterable[Shown]:
    carded = Card.objects.filter(page__isnull=False).values("page")
    pages = Page.objects.live().public().filter(depth__gt=1, depth__lte=SECTIONS_DEPTH).exclude(pk__in=carded)
    for page in pages.select_related("locale").order_by("path"):
        if url := page.url:
            yield Shown(str(page.translation_key), page.locale.language_code, url, page.last_published_at)


def _cards() -> Iterable[Shown]:
    rows = (
        Card.objects.exclude(url="").order_by("kind", "key", "locale").values_list("kind", "key", "locale", "url", "updated_at")
    )
    return (Shown(f"{kind} {key}", locale, url, updated) for kind, key, locale, url, updated in rows)


def _line(one: Shown, translations: dict[str, str]) -> str:
    updated = f"<lastmod>{one.updated:%Y-%m-%d}</lastmod>" if one.updated else ""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(url)}/>' for code, url in hreflangs(translations)
    )
    address = one.url if one.url.startswith("http") else settings.SITE_URL + one.url
    return f"<url><loc>{escape(address)}</loc>{updated}{others}</url>\n"
