"""Cards: what lists, search, counts, feeds and the map read. `put` and `drop` are the only writers; no card, not public.

An app registers each kind once (AppConfig.ready): `core.card_pages.follow(PageModel, kind, title, card_of)` for pages,
`cards.register(kind, title, source)` for rows. Never inside another transaction: `transaction.on_commit(…, robust=True)`.
"""

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from core import cache, guard
from core.models import Card, Stamp
from core.search import index, vocabulary
from core.search.words import words

# Letters of Tatar, Bashkir and Udmurt stand right after their Russian kin; ӿ is behind every letter that is used.
KIN_OF = {"ә": "а", "ғ": "г", "ҙ": "д", "җ": "ж", "ӝ": "ж", "ӟ": "з", "ӥ": "и", "ҡ": "к", "ң": "н"}
KIN_OF |= {"ө": "о", "ӧ": "о", "ҫ": "с", "ү": "у", "һ": "х", "ӵ": "ч"}
KIN = str.maketrans({sign: f"{kin}ӿ" for sign, kin in KIN_OF.items()})
LONGEST_TITLE = 255


@dataclass(frozen=True)
class CardData:
    """What an app says of one public thing in one language; `body` is the text by which it is found."""

    kind: str
    key: str
    locale: str
    url: str
    title: str
    summary: str = ""
    html: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    amount: int | None = None
    weight: int = 0
    date: datetime | None = None
    page_id: int | None = None
    body: str = ""
    updated: datetime | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of public things: its plural name in the search («Практики») and all its cards, for rebuilding."""

    kind: str
    title: str
    source: Callable[[], Iterable[CardData]]


@dataclass(frozen=True)
class Ready:
    """A card with its words normalised: all that is slow is done before the act."""

    data: CardData
    entry: index.Entry
    digest: str


_kinds: dict[str, Kind] = {}


def register(kind: str, title: str, source: Callable[[], Iterable[CardData]]) -> None:
    """Make a kind known to search, rebuild_cards and the nightly repair; from AppConfig.ready, the last registration wins."""
    _kinds[kind] = Kind(kind, title, source)


def kinds() -> dict[str, Kind]:
    """All kinds by name, in the order of registration, which is the order of the search page."""
    return dict(_kinds)


def title_key(text: str) -> str:
    """А–Я alike on both databases: lower case, ё as е, no quotes or signs, kin letters after their Russian ones."""
    return " ".join(words(text)).replace("ё", "е").translate(KIN)[:LONGEST_TITLE]


def put(cards: Iterable[CardData]) -> None:
    """Write cards and their words in one act and raise the stamps of their kinds; a second card of one key wins.

    Raises RuntimeError inside a transaction, guard.Busy when the database stays busy. Forgets ready pages.
    """
    put_ready([ready(data) for data in {(data.kind, data.key, data.locale): data for data in cards}.values()])


def drop(kind: str, key: str, locale: str | None = None) -> None:
    """Take a thing out of all lists, in one language or in all; nothing happens if it is not there."""
    gone = Card.objects.filter(kind=kind, key=key)
    gone = gone.filter(locale=locale) if locale else gone
    if pks := list(gone.values_list("pk", flat=True)):
        drop_pks(kind, pks)


def ready(data: CardData) -> Ready:
    """Normalise the words and take the fingerprint of all that the card says. ValueError: a facet with a space."""
    if any(" " in name or ":" in name or " " in value for name, value in data.facets):
        raise ValueError(f"facets of {data.kind} {data.key} are words without spaces: {data.facets}")
    data = replace(data, title=data.title[:LONGEST_TITLE], facets=tuple(sorted(set(data.facets))))
    said = repr([getattr(data, name) for name in data.__dataclass_fields__])
    digest = hashlib.sha1(said.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    body = f"{data.summary} {data.body}"
    return Ready(data, index.entry(data.title, body, data.locale), digest)


def put_ready(cards: Sequence[Ready], *, written_before: datetime | None = None) -> int:
    """Write prepared cards; those somebody wrote since `written_before` are left alone. Returns how many were written."""
    if not cards:
        return 0
    stamps = _stamps({one.data.kind for one in cards})
    written = _put(cards, stamps, written_before)
    vocabulary.learn((one.data.locale, f"{one.data.title} {one.data.summary} {one.data.body}") for one in cards)
    cache.bump()
    return written


def drop_pks(kind: str, pks: Sequence[int], *, written_before: datetime | None = None) -> int:
    """Drop cards of one kind by primary key; the index forgets them by the database's own rule."""
    dropped = _drop(_stamps({kind}), pks, written_before)
    cache.bump()
    return dropped


@guard.act
def _put(cards: Sequence[Ready], stamps: Sequence[Stamp], written_before: datetime | None) -> int:
    guard.hold(*stamps)
    newer = _written_since(cards, written_before)
    chosen = [one for one in cards if (one.data.kind, one.data.key, one.data.locale) not in newer]
    if not chosen:
        return 0
    rows = Card.objects.bulk_create(
        [_row(one) for one in chosen],
        update_conflicts=True,
        unique_fields=["kind", "key", "locale"],
        update_fields=[*WRITTEN, "put_at"],
        batch_size=50,
    )
    index.write([(row.pk, one.entry) for row, one in zip(rows, chosen, strict=True)])
    _raise(stamps)
    return len(chosen)


@guard.act
def _drop(stamps: Sequence[Stamp], pks: Sequence[int], written_before: datetime | None) -> int:
    guard.hold(*stamps)
    gone = Card.objects.filter(pk__in=pks)
    if written_before:
        gone = gone.filter(put_at__lt=written_before)
    dropped = gone._raw_delete(gone.db)  # plain DELETE: nothing points at a card, and its receivers are not needed here
    _raise(stamps)
    return dropped


WRITTEN = ["page", "url", "title", "title_key", "summary", "html", "facets", "amount", "weight", "date", "updated_at", "digest"]


def _row(one: Ready) -> Card:
    data = one.data
    return Card(
        kind=data.kind,
        key=data.key,
        locale=data.locale,
        page_id=data.page_id,
        url=data.url,
        title=data.title,
        title_key=title_key(data.title),
        summary=data.summary,
        html=data.html,
        facets=" ".join(f"{dimension}:{value}" for dimension, value in data.facets),
        amount=data.amount,
        weight=data.weight,
        date=data.date,
        updated_at=data.updated or data.date or timezone.now(),
        digest=one.digest,
    )


def _written_since(cards: Sequence[Ready], moment: datetime | None) -> set[tuple[str, str, str]]:
    """Which of these cards somebody wrote after the moment: their text is newer than ours."""
    if moment is None:
        return set()
    by_kind: dict[str, list[str]] = defaultdict(list)
    for one in cards:
        by_kind[one.data.kind].append(one.data.key)
    newer: set[tuple[str, str, str]] = set()
    for kind, keys in by_kind.items():
        rows = Card.objects.filter(kind=kind, key__in=keys, put_at__gte=moment)
        newer.update(rows.values_list("kind", "key", "locale"))
    return newer


def _stamps(names: set[str]) -> list[Stamp]:
    """The guard rows of the kinds, made at their first card."""
    stamps = list(Stamp.objects.filter(kind__in=names))
    if lacking := names - {stamp.kind for stamp in stamps}:
        Stamp.objects.bulk_create([Stamp(kind=kind) for kind in sorted(lacking)], ignore_conflicts=True)
        stamps = list(Stamp.objects.filter(kind__in=names))
    return stamps


def _raise(stamps: Sequence[Stamp]) -> None:
    """A new version, never used before: a database restored from a backup meets no older copy under its number."""
    now = time.time_ns() // 1000
    for stamp in Stamp.objects.filter(pk__in=[stamp.pk for stamp in stamps]):
        stamp.version = max(stamp.version + 1, now)
        stamp.save(update_fields=["version"])
