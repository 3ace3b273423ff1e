"""Languages of the site: names, addresses, the switcher, hreflang, names of rows (spec: search-and-languages §2, §5).

Russian is the source and stands without a prefix; what lacks a translation is shown in Russian, marked «на русском».
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

RUSSIAN = "ru"
CYRILLIC = re.compile("[А-Яа-яЁё]")
FIRST_ELEMENT = re.compile(r"^(\s*<[a-z]+[0-9]?)(?=[\s>])")


class LanguageLink(NamedTuple):
    """One link of the switcher."""

    code: str
    name: str
    url: str
    current: bool
    translated: bool


def codes() -> list[str]:
    """All languages of the site, Russian first."""
    return [code for code, _ in settings.LANGUAGES]


def own_name(code: str) -> str:
    """«Татарча»: a language's name in itself; the code where it is no language of ours."""
    return dict(settings.LANGUAGES).get(code, code)


def current() -> str:
    """The language of the page now shown, Russian outside any."""
    code = (get_language() or RUSSIAN).partition("-")[0]
    return code if code in codes() else RUSSIAN


def split(path: str) -> tuple[str, str]:
    """(language, the rest) of a path: «/tt/praktiki/» → («tt», «/praktiki/»)."""
    first, slash, rest = path.removeprefix("/").partition("/")
    return (first, f"/{rest}") if first in codes() and first != RUSSIAN and (slash or not rest) else (RUSSIAN, path)


def home_of(code: str) -> str:
    """The front page's address in a language."""
    return "/" if code == RUSSIAN else f"/{code}/"


def in_language(path: str, code: str) -> str:
    """The same path in another language: for screens that stand in all of them (search, cabinet, lists)."""
    return home_of(code).removesuffix("/") + split(path)[1]


def switcher(here: str, translations: Mapping[str, str]) -> list[LanguageLink]:
    """Five links, each to the page's live translation or, where there is none, to that language's front page.

    `translations`: language → address of what is live, the page itself too.
    """
    return [
        LanguageLink(code, own_name(code), translations.get(code, home_of(code)), code == here, code in translations)
        for code in codes()
    ]


def everywhere(path: str) -> dict[str, str]:
    """`translations` of a screen that stands in all languages."""
    return {code: in_language(path, code) for code in codes()}


def hreflangs(translations: Mapping[str, str], site_url: str = "") -> list[tuple[str, str]]:
    """(hreflang, absolute address) of live translations and x-default, which is Russian; nothing for a page in one language."""
    if len(translations) < 2:
        return []
    root = (site_url or settings.SITE_URL).rstrip("/")
    links = [(code, root + translations[code]) for code in codes() if code in translations]
    default = translations.get(RUSSIAN)
    return [*links, ("x-default", root + default)] if default else links


def name_of(row: object, code: str | None = None) -> str:
    """The name of a row that has one for each language (region, theme, group): name_tt, else the Russian name."""
    return getattr(row, f"name_{code or current()}", "") or row.name


def lang_attribute(shown: str) -> str:
    """`lang="ru"` for Russian text on a page in another language, «» where the text is in the page's own."""
    return "" if shown == current() else shown


def marked_html(html: str, shown: str) -> SafeString:
    """Ready HTML with `lang` on its first element where its language is not the page's."""
    lang = lang_attribute(shown)
    return mark_safe(FIRST_ELEMENT.sub(rf'\1 lang="{lang}"', html, count=1) if lang else html)


def russian_words(value: object) -> SafeString:
    """What is kept in Russian only (names, addresses, hours), with its own `lang` where the page is in another language."""
    said = conditional_escape("" if value is None else value)
    return format_html('<span lang="ru">{}</span>', said) if current() != RUSSIAN and CYRILLIC.search(said) else said
