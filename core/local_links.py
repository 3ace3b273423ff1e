"""Where a link of a page in another language has to lead: to that edition, or honestly to the Russian page.

What is live in a language is remembered by each process until a publication, so a page costs no query of its own.
"""

import re
from dataclasses import dataclass, field
from threading import Lock

from django.urls import Resolver404, resolve
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from core import languages
from core.cache import stamp

MOST = 20_000
# A link with its words; `hreflang` and `lang` say that whoever wrote it has chosen the language already.
LINK = re.compile(r'<a\b(?P<before>[^>]*?)\shref="(?P<path>/[^"/?#][^"]*|/)"(?P<after>[^>]*)>(?P<words>.*?)</a>', re.DOTALL)
FORM = re.compile(r'(<form\b[^>]*?\saction=")(/[^"/?#][^"]*)(")')
CHOSEN = re.compile(r"\s(?:hreflang|lang)=")
# The mark stands inside the last words of a link: beside them it would be one more cell of a grid.
TAIL = re.compile(r"(?:\s|</(?:span|b|strong|em|p|div)>)*$")
PAGE_VIEW = "wagtail_serve"


@dataclass
class Edition:
    """What stands in one language: addresses of its live pages and what was found out of other addresses."""

    of: str
    pages: frozenset[str]
    known: dict[str, tuple[str, bool]] = field(default_factory=dict)


_editions: dict[str, Edition] = {}
_lock = Lock()


def localised(html: str, code: str) -> str:
    """The page with its links and forms led into the edition; a link to an untranslated page says «in Russian»."""
    with override(code):
        edition = _edition(code)
        html = FORM.sub(lambda found: f"{found[1]}{_address(found[2], code, edition)[0]}{found[3]}", html)
        return LINK.sub(lambda found: _link(found, code, edition), html)


def _link(found: re.Match[str], code: str, edition: Edition) -> str:
    before, path, after, words = found["before"], found["path"], found["after"], found["words"]
    if CHOSEN.search(before) or CHOSEN.search(after):
        return found[0]
    address, in_russian = _address(path, code, edition)
    if not in_russian:
        return f'<a{before} href="{address}"{after}>{words}</a>'
    mark = f' <span class="small mute" lang="{code}">({escape(_("на русском"))})</span>'
    end = TAIL.search(words).start()
    return f'<a{before} href="{address}" hreflang="ru"{after}>{words[:end]}{mark}{words[end:]}</a>'


def _address(written: str, code: str, edition: Edition) -> tuple[str, bool]:
    """(address, whether it is a Russian page) of a link as it was written, question and anchor kept."""
    path, tail = _split(written)
    if path not in edition.known:
        if len(edition.known) > MOST:
            edition.known.clear()
        edition.known[path] = _found_out(path, code, edition)
    address, in_russian = edition.known[path]
    return address + tail, in_russian


def _split(written: str) -> tuple[str, str]:
    at = min((place for place in (written.find("?"), written.find("#")) if place >= 0), default=len(written))
    return written[:at], written[at:]


def _found_out(path: str, code: str, edition: Edition) -> tuple[str, bool]:
    """Machines' addresses stay, screens stand in every language, pages where they are translated."""
    language, plain = languages.split(path)
    if language not in {code, languages.RUSSIAN}:
        return path, False
    own = languages.in_language(plain, code)
    if _view(path if language == languages.RUSSIAN else plain):  # with a language active, only machines answer without a prefix
        return path, False
    view = _view(own)
    if view == PAGE_VIEW:
        return (own, False) if plain in edition.pages else (plain, True)
    return (own, False) if view else (path, False)


def _view(path: str) -> str:
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return match.url_name or match.view_name


def _edition(code: str) -> Edition:
    now = stamp.now()
    with _lock:
        found = _editions.get(code)
        if found is None or found.of != now:
            found = _editions[code] = Edition(now, _live_paths(code))
        return found


def _live_paths(code: str) -> frozenset[str]:
    """Addresses of the live pages of a language, without its prefix. One query."""
    rows = Page.objects.filter(locale__language_code=code, live=True, depth__gt=1).values_list("url_path", flat=True)
    return frozenset("/" + path.removeprefix("/").partition("/")[2] for path in rows)
