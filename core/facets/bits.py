"""Facets as bit sets: one Python int per value, one bit per card; pure, knows no database (spec: search-and-languages §10).

Cards stand in the order of «новые» (the order of the rows given), the first card is the highest bit.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress, islice
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

Ticked = Mapping[str, Sequence[str]]
NEW, NEAR = "new", "near"
KIND = "@kind"  # the card's own kind as a dimension; apps have a «kind» of theirs (of events, of materials)
FEW = 100  # so many hits are cheaper one by one than by a look at every card
TO_SIGNS = bytes.maketrans(b"\x00\x01", b"01")
TO_FLAGS = bytes.maketrans(b"01", b"\x00\x01")


class Row(NamedTuple):
    """What the copy keeps of a card; rows come newest first."""

    pk: int
    key: str
    kind: str
    facets: str
    amount: int | None
    weight: int
    title_key: str
    updated: str  # as the database writes it: sorts by time, costs no parsing


class Slice(NamedTuple):
    """One page of an order: primary keys, and which page it is of how many."""

    pks: list[int]
    page: int
    pages: int


# (key, greatest first); after the key the order of «новые» decides: sorted() is stable.
SORTS: dict[str, tuple[Callable[[Row], Any], bool]] = {
    "updated": (attrgetter("updated"), True),
    "weight": (attrgetter("weight"), True),
    "amount": (lambda row: (row.amount is None, row.amount or 0), False),
    "title": (attrgetter("title_key"), False),
}


@dataclass(frozen=True)
class Chosen:
    """The cards an answer is about: what was ticked, what words and range left; `words` and `inside` are bit sets or None."""

    ticked: Ticked
    words: int | None = None
    inside: int | None = None
    tiers: Sequence[int] = field(default_factory=tuple)  # for «ближе к запросу»: nearest first


class Copy:
    """The cards of one list (or of a whole language, kind being one more dimension), held in memory until the stamp moves."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.size = len(rows)
        self.all = (1 << self.size) - 1
        self.place = {row.pk: place for place, row in enumerate(rows)}
        self.bits: dict[str, dict[str, int]] = self._read_facets()
        self._also: dict[int, tuple[Copy, int]] = {}
        self._orders: dict[str, tuple[list[int], Callable]] = {}

    def _read_facets(self) -> dict[str, dict[str, int]]:
        holders: dict[str, list[int]] = defaultdict(list)
        kinds: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            kinds[row.kind].append(place)
            for one in row.facets.split():
                holders[one].append(place)
        bits: dict[str, dict[str, int]] = defaultdict(dict)
        bits[KIND] = {kind: self._as_bits(places) for kind, places in kinds.items()}
        for one, places in holders.items():
            dimension, _, value = one.partition(":")
            bits[dimension][value] = self._as_bits(places)
        return dict(bits)

    def _as_bits(self, places: Iterable[int]) -> int:
        signs = bytearray(b"0") * self.size
        for place in places:
            signs[place] = 49  # «1»
        return int(signs, 2) if signs else 0

    def flags(self, chosen: int) -> bytes:
        """A byte per card, 1 for the chosen."""
        return format(chosen, f"0{self.size}b").encode().translate(TO_FLAGS) if self.size else b""

    def of_pks(self, pks: Collection[int]) -> int:
        """The bit set of these cards; strangers are left out."""
        if len(pks) <= FEW:
            return sum(1 << self.size - 1 - place for place in {self.place[pk] for pk in pks if pk in self.place})
        flags = bytes(map(set(pks).__contains__, self.place))  # many: one look at each card, without a loop of Python's
        return int(flags.translate(TO_SIGNS), 2) if flags else 0

    def also_in(self, other: "Copy") -> int:
        """Cards that stand in the other copy too (the same thing in another language); worked out once."""
        if id(other) not in self._also:
            theirs = {(row.kind, row.key) for row in other.rows}
            both = self._as_bits(place for place, row in enumerate(self.rows) if (row.kind, row.key) in theirs)
            self._also[id(other)] = other, both  # kept beside its number, so that the number stays its own
        return self._also[id(other)][1]

    def any_of(self, dimension: str, values: Iterable[str]) -> int:
        """Cards that have one of the values."""
        known = self.bits.get(dimension, {})
        chosen = 0
        for value in values:
            chosen |= known.get(value, 0)
        return chosen

    def within(self, low: int | None, high: int | None) -> int | None:
        """Cards whose amount lies in the range; None if there is no range. Cards without an amount are left out."""
        if low is None and high is None:
            return None
        if low is not None and high is not None and low > high:
            low, high = high, low
        least, most = low if low is not None else 0, high if high is not None else float("inf")
        return self._as_bits(
            place for place, row in enumerate(self.rows) if row.amount is not None and least <= row.amount <= most
        )

    def without_amount(self) -> int:
        return self._as_bits(place for place, row in enumerate(self.rows) if row.amount is None)

    def hits(self, chosen: Chosen, *, but: str = "") -> int:
        """Cards of the choice; `but` leaves one dimension out («words» and «range» are dimensions here)."""
        left = self.all
        if chosen.words is not None and but != "words":
            left &= chosen.words
        if chosen.inside is not None and but != "range":
            left &= chosen.inside
        for dimension, values in chosen.ticked.items():
            if values and dimension != but:
                left &= self.any_of(dimension, values)
        return left

    def counts(self, chosen: Chosen) -> dict[str, dict[str, int]]:
        """For each value: how long the list were if only this value were ticked in its dimension, all else as it is."""
        whole = self.hits(chosen)
        counted = {}
        for dimension, values in self.bits.items():
            base = self.hits(chosen, but=dimension) if chosen.ticked.get(dimension) else whole
            counted[dimension] = {value: (bits & base).bit_count() for value, bits in values.items()}
        return counted

    def page(self, hits: int, *, sort: str, tiers: Sequence[int] = (), page: object = 1, per_page: int = 24) -> Slice:
        """One page of the hits; a page that is none is the first, one behind the end the last."""
        pages = max(1, -(-hits.bit_count() // per_page))
        number = min(max(1, _whole(page)), pages)
        start = (number - 1) * per_page
        chosen = islice(self.ordered(hits, sort=sort, tiers=tiers), start, start + per_page)
        return Slice([self.rows[place].pk for place in chosen], number, pages)

    def ordered(self, hits: int, *, sort: str, tiers: Sequence[int] = ()) -> Iterable[int]:
        """Places of the hits in the order asked; an unknown order is «новые»."""
        if sort == NEAR and tiers:
            return chain.from_iterable(self._places(hits & tier) for tier in tiers)
        if sort not in SORTS or self.size < 2:
            return self._places(hits)
        order, pick = self._order(sort)
        return compress(order, pick(self.flags(hits)))

    def _places(self, hits: int) -> Iterable[int]:
        """Places of the hits, newest first; a few are picked out bit by bit, so that a rare word costs the same anywhere."""
        if hits.bit_count() > FEW:
            return compress(range(self.size), self.flags(hits))
        found = []
        while hits:
            length = hits.bit_length()
            found.append(self.size - length)
            hits ^= 1 << length - 1
        return found

    def _order(self, sort: str) -> tuple[list[int], Callable]:
        if sort not in self._orders:
            key, greatest_first = SORTS[sort]
            order = sorted(range(self.size), key=lambda place: key(self.rows[place]), reverse=greatest_first)
            self._orders[sort] = order, itemgetter(*order)
        return self._orders[sort]


def _whole(page: object) -> int:
    said = str(page)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 1
