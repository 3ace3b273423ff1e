"""What search engines and messengers read in the head of a page (spec: search-and-languages §5)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from wagtail.models import Page

from core import languages

PICTURES = ("photo_id", "picture_id")


def picture_field(page: Page) -> str:
    """The field of the page's own picture, empty where it has none. No query."""
    return next((name.removesuffix("_id") for name in PICTURES if getattr(page, name, None)), "")


def _said(page: Page) -> str:
    """The page's own first words where they are plain text; an `intro` made of blocks is none."""
    words = (getattr(page, name, "") for name in ("intro", "lead", "summary"))
    return next((text for text in words if isinstance(text, str) and text), "")


def head_facts(request: HttpRequest) -> dict[str, Any]:
    """`alternates`, `shared` (title, text, address of the page for Open Graph), `russian_shown`; no query.

    Reads what `home.routing.serve` and the screens left on the request; screens without pages have alternates alone.
    """
    page: Page | None = getattr(request, "shown_page", None)
    facts: dict[str, Any] = {"alternates": languages.hreflangs(getattr(request, "page_translations", {}))}
    if page is None:
        return facts
    language = page.locale.language_code
    known = getattr(request, "page_translations", {})
    facts["shared"] = {
        "title": page.seo_title or page.title,
        "text": page.search_description or _said(page),
        "address": settings.SITE_URL + known.get(language, request.path),
        "language": language,
        "picture": settings.SITE_URL + (f"/s/{page.pk}/picture.jpg" if picture_field(page) else static("home/share.jpg")),
    }
    facts["russian_shown"] = languages.lang_attribute(language) == languages.RUSSIAN
    return facts
