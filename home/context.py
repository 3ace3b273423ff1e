"""What every page's header and footer show; nothing personal, so that pages stay cacheable."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from core import languages
from core.cache import stamp
from home.head import head_facts
from home.models import SiteLook, StandardPage
from regions.living import phone_for

FRESH = 60  # seconds
LEAST_PAGES = 10  # a language appears in the switcher only from ten live pages on (living-people §3)


def site(request: HttpRequest) -> dict:
    """Context processor: names, menu, footer, the living phone, languages; no query while its copy is fresh."""
    code = get_language() or settings.LANGUAGE_CODE
    look = _look(request, code)
    return {
        "site_name": _(settings.WAGTAIL_SITE_NAME),
        "site_nav": [item | {"current": request.path.startswith(item["url"])} for item in look["nav"]],
        "site_footer": look["footer"],
        "site_address": look["address"],
        "site_email": look["email"],
        "living_phone": phone_for(None),
        "languages": _languages(request, look["languages"]),
    } | head_facts(request)


def _look(request: HttpRequest, code: str) -> dict[str, Any]:
    key = f"look:{code}:{stamp.now()}"
    look = cache.get(key)
    if look is None:
        look = _read(request, code)
        cache.set(key, look, FRESH)
    return look


def _read(request: HttpRequest, code: str) -> dict[str, Any]:
    home = Site.find_for_request(request)
    look = SiteLook.objects.filter(site=home).first() or SiteLook()
    links = list(look.footer.all()) if look.pk else []
    footer = [
        {"title": _(section), "links": [{"title": _title(link, code), "url": link.address} for link in group]}
        for section, group in groupby(links, key=lambda link: link.section)
    ]
    documents = StandardPage.objects.live().filter(in_footer=True, locale__language_code=code).order_by("path")
    if documents:
        footer.append({"title": _documents(), "links": [{"title": page.title, "url": page.url} for page in documents]})
    nav = (
        [{"title": _title(link, code), "url": languages.in_language(link.address, code)} for link in look.navigation.all()]
        if look.pk
        else []
    )
    return {"nav": nav, "footer": footer, "address": look.address, "email": look.email, "languages": _grown_languages()}


def _title(link: Any, code: str) -> str:
    return getattr(link, f"title_{code}", "") or link.title


def _documents() -> str:
    return _("О сайте")


def _grown_languages() -> list[str]:
    live = Page.objects.live().values_list("locale__language_code").annotate(Count("pk")).order_by()
    counts = dict(live)
    return [code for code in languages.codes() if code == settings.LANGUAGE_CODE or counts.get(code, 0) >= LEAST_PAGES]


def _languages(request: HttpRequest, grown: list[str]) -> list[dict]:
    here = get_language() or settings.LANGUAGE_CODE
    if len(grown) < 2 and here == settings.LANGUAGE_CODE:
        return []
    known = getattr(request, "page_translations", {})
    shown = [code for code in languages.codes() if code in grown or code == here]
    return [
        {
            "code": code,
            "name": languages.own_name(code),
            "url": known.get(code) or languages.home_of(code),
            "current": code == here,
        }
        for code in shown
    ]
