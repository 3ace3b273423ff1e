"""«Поиск» over all public things and its hints (spec: search-and-languages §5, §8)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import cards, languages, limits
from core.search import find, misses
from core.search.find import Found
from home.paging import address, pager
from regions import known

# The order of the tabs; kinds not named here stand behind.
ORDER = ["practice", "material", "course", "lesson", "event", "internship", "page", "region", "organisation", "territory"]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results by kind with their numbers; any text is safe. A question that found nothing is counted for the editors."""
    regions = {region.slug: region for region in known.ten().values()}
    region = regions.get(request.GET.get("region", ""))
    found = find.search(
        request.GET.get("q", ""),
        locale=languages.current(),
        kind=request.GET.get("kind", ""),
        facets={"region": [region.slug]} if region else {},
        page=request.GET.get("page", "1"),
    )
    if not any(request.GET.get(name) for name in ("kind", "region", "page")):
        misses.note(found, limits.client_ip(request))
    request.page_translations = languages.everywhere(request.path)
    asked = [("q", found.text)] + ([("region", region.slug)] if region else [])
    titles = {name: str(kind.title) for name, kind in cards.kinds().items()}
    for card in found.cards:
        card.kind_title = titles.get(card.kind, "")
    narrowed = asked + ([("kind", found.kind)] if found.kind else [])
    context = {
        "found": found,
        "tabs": _tabs(request.path, asked, found, titles),
        "region": region,
        "regions": regions.values(),
        "pager": pager(request.path, narrowed, found.page, found.pages),
        "hint_url": address(request.path, [("q", found.hint), *asked[1:]]),
        "russian_url": address(languages.in_language(request.path, languages.RUSSIAN), narrowed),
        "without_region_url": address(request.path, [("q", found.text)]),
    }
    return render(request, "home/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Up to eight titles by the beginnings of words: a fragment for the field, a plain page where it was opened by itself."""
    text = request.GET.get("q", "")
    context = {"cards": find.suggest(text, locale=languages.current()), "q": text.replace("\x00", "")[:200]}
    name = "home/components/suggested.html" if request.htmx else "home/suggest.html"
    response = render(request, name, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _tabs(path: str, asked: list[tuple[str, str]], found: Found, titles: dict[str, str]) -> list[dict]:
    """«Всё 40», «Практики 12» …; no tabs where one kind has all."""
    kinds = sorted(found.by_kind, key=lambda kind: (ORDER.index(kind) if kind in ORDER else len(ORDER), kind))
    if not kinds or (len(kinds) == 1 and not found.kind):
        return []
    rows = [("", _("Всё"), sum(found.by_kind.values()))]
    rows += [(kind, titles.get(kind, kind), found.by_kind[kind]) for kind in kinds]
    return [
        {
            "title": f"{title}\N{NO-BREAK SPACE}{number}",
            "url": address(path, asked + ([("kind", kind)] if kind else [])),
            "current": kind == found.kind,
        }
        for kind, title, number in rows
    ]
