"""All cards of a kind anew, in batches, while people publish and read (spec: search-and-languages §7)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils import timezone

from core import cards
from core.cards import CardData, Kind, Ready
from core.models import Card
from core.search import index, vocabulary

BATCH = 100
Say = Callable[[str], None]


@dataclass
class Report:
    """What a rebuilding did to one kind."""

    kind: str
    seen: int = 0
    written: int = 0
    dropped: int = 0


def rebuild(kind: Kind, *, only_changed: bool = False, counts: dict[str, Counter] | None = None) -> Report:
    """Put all cards of the kind that its source gives, drop those it does not; what was published meanwhile is left alone.

    `only_changed`: write only cards whose fingerprint differs or whose words are missing (the nightly repair).
    `counts`: gathers words by language for the vocabulary. Outside any transaction, one act for each batch.
    """
    began = timezone.now()
    report = Report(kind.kind)
    known = {(key, locale): (pk, digest) for pk, key, locale, digest in _rows(kind.kind)}
    lacking = index.missing() if only_changed else set()
    gone = {pk for pk, _ in known.values()}
    for batch in _batches(kind.source()):
        ready = [cards.ready(data) for data in batch]
        for one in ready:
            gone.discard(known.get((one.data.key, one.data.locale), (0, ""))[0])
            if counts is not None:
                counts[one.data.locale].update(vocabulary.worth_offering(f"{one.data.title} {one.data.summary} {one.data.body}"))
        if only_changed:
            ready = [one for one in ready if _differs(one, known, lacking)]
        report.seen += len(batch)
        report.written += cards.put_ready(ready, written_before=began)
    if gone:
        report.dropped = cards.drop_pks(kind.kind, sorted(gone), written_before=began)
    return report


def rebuild_all(names: Iterable[str] = (), *, only_changed: bool = False) -> list[Report]:
    """Rebuild the named kinds, or all, and then count the vocabulary anew. Raises KeyError for an unknown kind."""
    kinds = cards.kinds()
    chosen = [kinds[name] for name in names] or list(kinds.values())
    whole = len(chosen) == len(kinds)
    counts: dict[str, Counter] = defaultdict(Counter)
    reports = [rebuild(kind, only_changed=only_changed, counts=counts) for kind in chosen]
    if whole:
        _drop_kinds_unknown(set(kinds), reports)
        vocabulary.rewrite(counts)
    return reports


def repair() -> None:
    """The nightly job: what a crash between a publication and its card left out."""
    rebuild_all(only_changed=True)


def _drop_kinds_unknown(known: set[str], reports: list[Report]) -> None:
    """Cards of a kind no app registers any longer are public things without an owner."""
    strangers = Card.objects.exclude(kind__in=known).order_by("kind").values_list("kind", flat=True).distinct()
    for name in list(strangers):
        pks = list(Card.objects.filter(kind=name).values_list("pk", flat=True))
        reports.append(Report(name, dropped=cards.drop_pks(name, pks)))


def _rows(kind: str) -> Iterable[tuple[int, str, str, str]]:
    return Card.objects.filter(kind=kind).values_list("pk", "key", "locale", "digest")


def _batches(source: Iterable[CardData]) -> Iterator[list[CardData]]:
    flow = iter(source)
    while batch := list(islice(flow, BATCH)):
        yield batch


def _differs(one: Ready, known: dict[tuple[str, str], tuple[int, str]], lacking: set[int]) -> bool:
    pk, digest = known.get((one.data.key, one.data.locale), (0, ""))
    return digest != one.digest or pk in lacking
