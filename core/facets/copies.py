"""The copies of this process: made at the first question after a publication, kept while the stamp stays the same."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from core.facets.bits import Copy, Row
from core.models import Card, Stamp

RUSSIAN = "ru"
COLUMNS = ("locale", "pk", "key", "kind", "facets", "amount", "weight", "title_key", "updated")


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
    """Copies of a list in the language and in Russian; at most two queries, the second only after a publication."""
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
    cards = Card.objects.filter(locale__in=[place.locale for place in places])
    if kind:
        cards = cards.filter(kind=kind)
    rows: dict[str, list[Row]] = {place.locale: [] for place in places}
    cards = cards.annotate(updated=Cast("updated_at", TextField()))
    for locale, *values in cards.newest_first().values_list(*COLUMNS):
        rows[locale].append(Row(*values))
    return {Place(kind, locale): Copy(found) for locale, found in rows.items()}
