"""What pages tell of regions: tiles with numbers, and everything that goes on in one of them."""

from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import languages
from core.models import Card
from core.plurals import counted
from regions.living import phone_for
from regions.models import Organisation, Region, ResourceCentre, Territory

MOSCOW = ZoneInfo("Europe/Moscow")
SHOWN = 6


def region_zones(locale: str, base: str) -> dict:
    """Regions by time zone, west to east, with their numbers; four queries whatever their number."""
    practices = _practices_by_region(locale)
    funds = Counter(Organisation.objects.public().filter(kind="fms").values_list("region_id", flat=True))
    rows = [_tile(region, practices[region.slug], funds[region.pk], base) for region in Region.objects.order_by("position")]
    zones: dict[int, list[dict]] = {}
    for row in rows:
        zones.setdefault(row["offset"], []).append(row)
    named = [{"title": _zone_name(hours), "note": _zone_note(hours), "regions": found} for hours, found in sorted(zones.items())]
    return {"tiles": rows, "zones": named}


def region_facts(region: Region, locale: str) -> dict:
    """People, practices, events, organisations and villages of a region; a fixed number of queries."""
    practices, events = _cards_of(region, locale)
    organisations = Organisation.objects.public().filter(region=region).select_related("territory")
    territories = Territory.objects.public().filter(region=region)
    return {
        "living": phone_for(region),
        "centre": ResourceCentre.objects.filter(region=region, main=True, until__isnull=True)
        .select_related("organisation")
        .first(),
        "practices": [languages.marked_html(card.html, card.locale) for card in practices[:3]],
        "events": events,
        "organisations": list(organisations[:SHOWN]),
        "organisations_total": organisations.count(),
        "territories": list(territories[: 2 * SHOWN]),
        "territories_total": territories.count(),
    }


def _cards_of(region: Region, locale: str) -> tuple[list[Card], list[str]]:
    """(practices, ready rows of coming events), newest and soonest first. One query."""
    facet = f"region:{region.slug}"
    wanted = Q(kind="practice") | Q(kind="event", date__gte=timezone.now())
    cards = Card.objects.filter(wanted, locale__in=[locale, "ru"], facets__contains=facet).order_by("-date", "-pk")
    found = _once([card for card in cards[: 20 * SHOWN] if facet in card.facets.split()], locale)
    events = [card for card in found if card.kind == "event"]
    rows = [languages.marked_html(card.html, card.locale) for card in reversed(events)]
    return [card for card in found if card.kind == "practice"], rows[:SHOWN]


def _once(cards: list[Card], locale: str) -> list[Card]:
    """Each thing once: in the language of the page where it has one, else in Russian."""
    own = {(card.kind, card.key) for card in cards if card.locale == locale}
    return [card for card in cards if card.locale == locale or (card.kind, card.key) not in own]


def _practices_by_region(locale: str) -> Counter:
    found: Counter = Counter()
    keys: set[str] = set()
    rows: Iterable[tuple[str, str]] = Card.objects.filter(kind="practice", locale__in=[locale, "ru"]).values_list("key", "facets")
    for key, facets in rows:
        if key not in keys:
            keys.add(key)
            found.update(word.removeprefix("region:") for word in facets.split() if word.startswith("region:"))
    return found


def _tile(region: Region, practices: int, funds: int, base: str) -> dict:
    now = timezone.now()
    offset = int((now.astimezone(ZoneInfo(region.zone)).utcoffset() - now.astimezone(MOSCOW).utcoffset()).total_seconds() // 3600)
    return {
        "title": region.title,
        "url": f"{base}{region.slug}/",
        "thread": region.thread,
        "column": region.tile_col,
        "row": region.tile_row,
        "note": _note(practices, funds),
        "practices": practices,
        "offset": offset,
    }


def _note(practices: int, funds: int) -> str:
    parts = [(practices, _("практика,практики,практик")), (funds, _("фонд,фонда,фондов"))]
    return ", ".join(counted(number, words) for number, words in parts if number)


def _zone_note(hours: int) -> str:
    return _("+%(hours)s ч к Москве") % {"hours": hours} if hours else _("московское время")


def _zone_name(hours: int) -> str:
    return _("МСК") if not hours else f"{_('МСК')}+{hours}"
