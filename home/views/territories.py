"""«Территории»: the list, one village or district, the download (spec: civic A5)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import exports, languages
from core.facets import Listing
from core.plurals import spaced
from home import directory_shown, structured
from home.directory_cards import TERRITORY, territory_url
from home.exports import territory_columns
from regions.living import phone_for
from regions.models import Organisation, Territory
from regions.models.territory import TerritoryKind

LONGEST_CHAIN = 5
SHOWN, PRACTICES = 30, 6


@require_safe
def territories(request: HttpRequest) -> HttpResponse:
    """The list with its filters; ready cards, so its cost does not grow."""
    request.page_translations = languages.everywhere(request.path)
    context = directory_shown.shown(TERRITORY, request.path, request.GET, TerritoryKind)
    return render(request, "home/territories.html", context)


@require_safe
def territory(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One territory of today; a replaced one and an old spelling lead to the right address, anything else is not found."""
    found = _public(pk)
    if found.pk != pk or found.slug != slug:
        return redirect(languages.in_language(territory_url(found), languages.current()), permanent=True)
    request.page_translations = languages.everywhere(request.path)
    parts = list(Territory.objects.public().filter(parent=found).order_by("name_norm"))
    inside = [found.pk, *(part.pk for part in parts)]
    rows = Organisation.objects.public().filter(territory__in=inside).select_related("territory").order_by("name_norm")
    known = {"territory": [str(key) for key in inside]}
    context = {
        "territory": found,
        "facts": _facts(found),
        "parts": parts[:SHOWN],
        "organisations": rows[:SHOWN],
        "practices": Listing("practice", languages.current()).answer(known, per_page=PRACTICES),
        "map_url": _map_url(found),
        "living": phone_for(found.region),
        "structured": structured.of_territory(found),
    }
    return render(request, "home/territory.html", context)


@require_safe
def download(request: HttpRequest, format: str) -> HttpResponse:
    """What the list shows, as CSV or XLSX."""
    keys = directory_shown.wanted_keys(TERRITORY, request.GET, TerritoryKind)
    rows = Territory.objects.public().select_related("region", "parent").order_by("region__position", "name_norm", "pk")
    if keys is not None:
        found = rows.in_bulk(keys)
        rows = [found[key] for key in keys if key in found]
    return exports.respond(request, _("Территории"), territory_columns(), rows, what=None, format=format)


def _public(pk: int) -> Territory:
    """The territory, or what it became in a reform; Http404 otherwise."""
    rows = Territory.objects.select_related("region", "parent")
    for _step in range(LONGEST_CHAIN):
        found = rows.filter(pk=pk).first()
        if found is None:
            break
        if found.active:
            return found
        if found.replaced_by_id is None:
            break
        pk = found.replaced_by_id
    raise Http404


def _facts(one: Territory) -> list[dict]:
    counted = one.population is not None
    facts = [
        {"title": _("Вид"), "value": one.get_kind_display()},
        {"title": _("Регион"), "value": one.region.title},
        {"title": _("Входит в"), "value": str(one.parent or "")},
        {
            "title": _("Жителей"),
            "value": spaced(one.population) if counted else "",
            "more": _("на %(day)s") % {"day": f"{one.population_on:%d.%m.%Y}"} if counted and one.population_on else "",
        },
        {"title": _("Код ОКТМО"), "value": one.oktmo},
    ]
    return [fact for fact in facts if fact["value"]]


def _map_url(one: Territory) -> str:
    """«Открыть в Яндекс Картах»: a link, nothing is loaded from there."""
    return f"https://yandex.ru/maps/?pt={one.lon},{one.lat}&z=12&l=map" if one.lat is not None else ""
