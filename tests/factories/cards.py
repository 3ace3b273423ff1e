"""Cards as apps put them: a short way to publish something that search and lists may find."""

from datetime import UTC, datetime, timedelta

from core import cards
from core.cards import CardData

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def card(title: str = "Сад во дворе", kind: str = "practice", **said: object) -> CardData:
    """One card; its key is the title unless said otherwise."""
    said = {"key": cards.title_key(title)[:64], "locale": "ru", "url": "/", "date": FIRST_DAY} | said
    return CardData(kind=kind, title=title, **said)


def publish(*titles_or_cards: str | CardData, kind: str = "practice", locale: str = "ru") -> None:
    """Put cards, one day apart: the first is the oldest."""
    cards.put(
        card(one, kind, locale=locale, date=FIRST_DAY + timedelta(days=number)) if isinstance(one, str) else one
        for number, one in enumerate(titles_or_cards)
    )
