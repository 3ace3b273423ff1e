"""A public list with facets, words, range, order and pages: one answer from one copy (spec: search-and-languages §4, §10)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.facets.bits import NEAR, NEW, Chosen, Copy, Ticked
from core.facets.copies import RUSSIAN, copies, versions
from core.models import Card
from core.search import vocabulary
from core.search.ask import Question, Words

Range = tuple[int | None, int | None]
DROP_RANGE, DROP_WORDS = "range", "words"


@dataclass(frozen=True)
class Answer:
    """What a list page shows. `counts[dimension][value]` is the length of the list if only this value were ticked there.

    `in_russian`: the language has nothing, the cards are the Russian ones; `more_russian`: found only in Russian.
    `hint`: a misspelt question put right. `if_dropped`: for an empty list, how long it were without one dimension, the range
    or the words.
    """

    cards: list[Card]
    total: int
    counts: dict[str, dict[str, int]]
    page: int
    pages: int
    sort: str
    without_amount: int = 0
    in_russian: bool = False
    more_russian: int = 0
    loose: bool = False
    words: tuple[str, ...] = ()
    hint: str = ""
    if_dropped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Edition:
    """One language's side of a question."""

    copy: Copy
    chosen: Chosen
    loose: bool

    @property
    def hits(self) -> int:
        return self.copy.hits(self.chosen)


class Listing:
    """The list of one kind in one language; cheap to make for each request."""

    def __init__(self, kind: str, locale: str) -> None:
        self.kind, self.locale = kind, locale

    def answer(
        self,
        ticked: Ticked,
        q: str = "",
        range: Range = (None, None),
        sort: str = "",
        page: object = 1,
        per_page: int = 24,
    ) -> Answer:
        """Filter, count, order and cut; ≤ 4 queries: stamps, the copy after a publication, words, cards (and for words that
        together found nothing: any of them, the vocabulary).

        Order: near (the words' own), new, updated, weight, amount, title; without one, near if words are asked, else new.
        A value nobody has finds nothing: values unknown to the vocabulary are the page's to drop.
        """
        stamps = versions()
        editions = copies(self.locale, self.kind, stamps)
        question = Question(q, self.locale)
        russian = _edition(editions.russian, ticked, range, question.russian)
        own = russian if self.locale == RUSSIAN else _edition(editions.own, ticked, range, question.own)
        in_russian = own is not russian and not own.hits and bool(russian.hits)
        shown = russian if in_russian else own
        sort = sort or (NEAR if question else NEW)
        hits = shown.hits
        part = shown.copy.page(hits, sort=sort, tiers=shown.chosen.tiers, page=page, per_page=per_page)
        return Answer(
            cards=Card.objects.in_order(part.pks),
            total=hits.bit_count(),
            counts=shown.copy.counts(shown.chosen),
            page=part.page,
            pages=part.pages,
            sort=sort,
            without_amount=_without_amount(shown),
            in_russian=in_russian,
            more_russian=0 if in_russian else _only_russian(own, russian),
            loose=shown.loose,
            hint=_hint(question, shown, in_russian, tuple(stamps.items())),
            words=(question.russian if in_russian else question.own).words,
            if_dropped={} if hits else _if_dropped(shown),
        )

    def keys(self, ticked: Ticked, q: str = "", range: Range = (None, None), sort: str = "") -> list[str]:
        """Keys of all cards of the answer, in its order: for exports, feeds and maps."""
        editions = copies(self.locale, self.kind)
        question = Question(q, self.locale)
        own = _edition(editions.own, ticked, range, question.own)
        places = own.copy.ordered(own.hits, sort=sort or (NEAR if question else NEW), tiers=own.chosen.tiers)
        return [own.copy.rows[place].key for place in places]


def _edition(copy: Copy, ticked: Ticked, limits: Range, words: Words) -> _Edition:
    inside = copy.within(*limits)
    if not words.words:
        return _Edition(copy, Chosen(ticked, inside=inside), loose=False)
    met = words.in_copy(copy)
    return _Edition(copy, Chosen(ticked, words=met.hits, inside=inside, tiers=met.tiers), loose=met.loose)


def _hint(question: Question, shown: _Edition, in_russian: bool, version: object) -> str:
    """Words put right, only where all together found nothing in the whole list."""
    if not question or (shown.chosen.words and not shown.loose):
        return ""
    return vocabulary.hint(question.text, (question.russian if in_russian else question.own).locale, version)


def _without_amount(side: _Edition) -> int:
    if side.chosen.inside is None:
        return 0
    return (side.copy.hits(side.chosen, but=DROP_RANGE) & side.copy.without_amount()).bit_count()


def _only_russian(own: _Edition, russian: _Edition) -> int:
    """Cards of the answer that stand in the Russian list alone."""
    if own is russian:
        return 0
    return (russian.hits & ~russian.copy.also_in(own.copy)).bit_count()


def _if_dropped(side: _Edition) -> dict[str, int]:
    asked: Iterable[str] = [dimension for dimension, values in side.chosen.ticked.items() if values]
    asked = [*asked, *([DROP_RANGE] if side.chosen.inside is not None else [])]
    asked = [*asked, *([DROP_WORDS] if side.chosen.words is not None else [])]
    without = {dimension: side.copy.hits(side.chosen, but=dimension).bit_count() for dimension in asked}
    return {dimension: count for dimension, count in without.items() if count}
