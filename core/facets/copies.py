"""The copies of this process: made at the first question after a publication, kept while the stamp stays the same."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from core.facets.bits import Copy, Row
from core.models import Card, Stamp

RUSSIAN = "ru"


class Place(NamedTuple):
    """Which copy: of one kind, or of all kinds («») of a language."""

    kind: str
    locale: str


@dataclass(frozen=True)
class Editions:
    """The copy in the reader's language and the Russian one; the same for a Russian reader."""

    own: Copy
    russian: Copy


# A whole new tuple replaces the old one, so threads never meet a half-made copy.
_kept: dict[Place, tuple[object, Copy]] = {}


def versions() -> dict[str, int]:
    """The stamps of all kinds, in one query."""
    return dict(Stamp.objects.order_by("kind").values_list("kind", "version"))


def copies(locale: str, kind: str = "", stamps: dict[str, int] | None = None) -> Editions:
    """Copies of a list in the language and in Russian; the stamps, and after a publication a query a language."""
    stamps = versions() if stamps is None else stamps
    version = stamps.get(kind, 0) if kind else tuple(stamps.items())
    places = [Place(kind, locale), Place(kind, RUSSIAN)]
    kept = {place: entry[1] for place in places if version and (entry := _kept.get(place)) and entry[0] == version}
    lacking = [place for place in dict.fromkeys(places) if place not in kept]
    if lacking:
        for place, copy in _read(kind, lacking).items():
            kept[place] = copy
            if version:  # without a stamp nothing tells that a copy has grown old
                _kept[place] = (version, copy)
    return Editions(kept[places[0]], kept[places[1]])


def _read(kind: str, places: list[Place]) -> dict[Place, Copy]:
    return {place: Copy(_rows(kind, place.locale)) for place in places}


def _rows(kind: str, locale: str) -> list[Row]:
    cards = Card.objects.filter(locale=locale, kind=kind) if kind else Card.objects.filter(locale=locale)
    cards = cards.annotate(updated=Cast("updated_at", TextField())).newest_first()
    return list(map(Row._make, cards.values_list(*Row._fields)))
