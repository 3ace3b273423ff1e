"""What the front page tells beside its own words: next events, new practices, regions with their numbers."""

from django.core.cache import cache
from django.db.models import Count, QuerySet

from core import languages
from core.cache import stamp
from core.models import Card
from home import door_lines
from home.regions_shown import region_zones

EVENTS, PRACTICES = 3, 3
FRESH = 60  # seconds


def front_facts(locale: str) -> dict:
    """Cards of events and practices, zones of regions; kept for a minute or till a publication."""
    kept = f"front:{locale}:{stamp.now()}"
    facts = cache.get(kept)
    if facts is None:
        facts = _read(locale)
        cache.set(kept, facts, FRESH)
    return facts


def _read(locale: str) -> dict:
    counts = dict(_counts(locale))
    soon = _filled(door_lines.soonest_events(Card.objects.all()), locale, door_lines.LOOK_AT)
    new = _filled(Card.objects.filter(kind="practice").order_by("-date", "-pk"), locale, PRACTICES)
    calls = _filled(door_lines.open_calls(Card.objects.all()), locale, 1)
    zones = region_zones(locale, "/regiony/" if locale == languages.RUSSIAN else f"/{locale}/regiony/")
    lively = sum(1 for tile in zones["tiles"] if tile["practices"])
    soon.sort(key=lambda card: (card.date, card.pk))
    return {
        "events_html": [languages.marked_html(card.html, card.locale) for card in soon[:EVENTS]],
        "practices_html": [languages.marked_html(card.html, card.locale) for card in new],
        "live": door_lines.lines(soon, calls, counts, lively),
        "totals": counts,
        "zones": zones["zones"],
        "tiles": zones["tiles"],
    }


def _counts(locale: str) -> list[tuple[str, int]]:
    """How many cards of each kind there are in all: a thing in two languages is one thing."""
    rows = Card.objects.filter(locale__in={locale, languages.RUSSIAN})
    return list(rows.values_list("kind").annotate(Count("key", distinct=True)).order_by())


def _filled(cards: QuerySet[Card], locale: str, wanted: int) -> list[Card]:
    """Cards of the edition, then Russian ones of what it has no word of yet: a young edition is not an empty page."""
    own = list(cards.filter(locale=locale)[:wanted])
    if locale == languages.RUSSIAN or len(own) == wanted:
        return own
    rest = cards.filter(locale=languages.RUSSIAN).exclude(key__in=[card.key for card in own])
    return own + list(rest[: wanted - len(own)])
