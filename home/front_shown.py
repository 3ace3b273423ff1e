"""What the front page tells beside its own words: next events, new practices, regions with their numbers."""

from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.utils import timezone

from core.cache import stamp
from core.models import Card
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
    cards = _cards(locale)
    totals = dict(cards.values_list("kind").annotate(Count("pk")).order_by())
    soon = cards.filter(kind="event", date__gte=timezone.now() - timedelta(hours=12)).order_by("date", "pk")
    new = cards.filter(kind="practice").order_by("-date", "-pk")
    zones = region_zones(locale, "/regiony/" if locale == "ru" else f"/{locale}/regiony/")
    return {
        "events_html": [card.html for card in soon[:EVENTS]],
        "practices_html": [card.html for card in new[:PRACTICES]],
        "totals": totals,
        "zones": zones["zones"],
        "tiles": zones["tiles"],
    }


def _cards(locale: str) -> QuerySet[Card]:
    """Cards of the language, the Russian ones while it has no practice yet."""
    shown = locale if Card.objects.filter(locale=locale, kind="practice").exists() else "ru"
    return Card.objects.filter(locale=shown)
