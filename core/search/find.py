"""Search over all public things (spec: search-and-languages §4, §5, §8).

≤ 6 queries: stamps, copies (after a publication only), words, any word (only if all together found nothing), vocabulary
(the same, then kept), cards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.cards import title_key
from core.facets import KIND, NEAR, Chosen, Copy, Editions, copies, versions
from core.models import Card
from core.search import vocabulary
from core.search.ask import RUSSIAN, Question, Words

LEAST_SUGGESTED, MOST_SUGGESTED = 3, 8


@dataclass(frozen=True)
class Found:
    """What the search page shows.

    `by_kind`: numbers under all filters but the kind. `words`: what was looked for, for marking. `hint`: the question put right.
    `loose`: nothing has all the words, these have some. `cut`: only the first 500 signs were read. `updating`: the index lacks
    cards, so nothing found proves nothing. `in_russian`: the language has nothing, the cards are Russian; `more_russian`: more
    of them, found only in Russian. `nothing_asked`: the field was empty, so there is nothing to show. `missed`: worth a line in
    the report «Ищут и не находят» (`core.search.misses.note`).
    """

    cards: list[Card]
    total: int
    by_kind: dict[str, int]
    words: tuple[str, ...] = ()
    hint: str = ""
    loose: bool = False
    page: int = 1
    pages: int = 1
    kind: str = ""
    text: str = ""
    locale: str = RUSSIAN
    cut: bool = False
    updating: bool = False
    in_russian: bool = False
    more_russian: int = 0
    nothing_asked: bool = False
    missed: bool = False


@dataclass(frozen=True)
class _Side:
    """One language's side of the answer."""

    copy: Copy
    chosen: Chosen
    words: Words
    loose: bool
    hits: int = field(default=0)


def search(
    text: str,
    *,
    locale: str = RUSSIAN,
    kind: str = "",
    facets: Mapping[str, Sequence[str]] | None = None,
    page: object = 1,
    per_page: int = 24,
) -> Found:
    """Cards with all words of the text, those with all in the title first, then by date; else with any word.

    Any text is safe: only its letters and digits are looked for. An unknown kind means all kinds, a page that is none the first.
    Writes nothing.
    """
    question = Question(str(text or ""), locale)
    stamps = versions()
    editions = copies(locale, stamps=stamps)
    kind = kind if kind in editions.own.bits.get(KIND, {}) or kind in editions.russian.bits.get(KIND, {}) else ""
    if not question:
        return Found([], 0, {}, text=question.text, locale=locale, cut=question.cut, nothing_asked=True, kind=kind)
    ticked = {**(facets or {}), **({KIND: [kind]} if kind else {})}
    russian = _side(editions.russian, question.russian, ticked)
    own = russian if locale == RUSSIAN else _side(editions.own, question.own, ticked)
    in_russian = own is not russian and not own.hits and bool(russian.hits)
    shown = russian if in_russian else own
    part = shown.copy.page(shown.hits, sort=NEAR, tiers=shown.chosen.tiers, page=page, per_page=per_page)
    missed = not shown.chosen.words or shown.loose
    return Found(
        cards=Card.objects.in_order(part.pks),
        total=shown.hits.bit_count(),
        by_kind=_by_kind(shown),
        words=shown.words.words,
        hint=vocabulary.hint(question.text, shown.words.locale, tuple(stamps.items())) if missed else "",
        loose=shown.loose,
        page=part.page,
        pages=part.pages,
        kind=kind,
        text=question.text,
        locale=locale,
        cut=question.cut,
        updating=not shown.hits and question.gap() > 0,
        in_russian=in_russian,
        more_russian=_more_russian(own, russian, in_russian),
        missed=missed,
    )


def suggest(text: str, *, locale: str = RUSSIAN) -> list[Card]:
    """Up to eight cards whose title has words with these beginnings, newest first; from three letters on. ≤ 3 queries."""
    asked = title_key(str(text or "")[:100])
    if len(asked.replace(" ", "")) < LEAST_SUGGESTED:
        return []
    editions: Editions = copies(locale)
    for copy in dict.fromkeys([editions.own, editions.russian]):
        if pks := _beginning(copy, [f" {word}" for word in asked.split()]):
            return Card.objects.in_order(pks)
    return []


def _beginning(copy: Copy, beginnings: list[str]) -> list[int]:
    pks = []
    for row in copy.rows:
        title = f" {row.title_key}"
        if all(one in title for one in beginnings):
            pks.append(row.pk)
            if len(pks) == MOST_SUGGESTED:
                break
    return pks


def _side(copy: Copy, said: Words, ticked: Mapping[str, Sequence[str]]) -> _Side:
    met = said.in_copy(copy)
    chosen = Chosen(ticked, words=met.hits, tiers=met.tiers)
    return _Side(copy, chosen, said, met.loose, copy.hits(chosen))


def _by_kind(side: _Side) -> dict[str, int]:
    """Number of hits of each kind that has any, all other filters as they are."""
    base = side.copy.hits(side.chosen, but=KIND)
    counted = {kind: (bits & base).bit_count() for kind, bits in side.copy.bits.get(KIND, {}).items()}
    return {kind: count for kind, count in counted.items() if count}


def _more_russian(own: _Side, russian: _Side, in_russian: bool) -> int:
    if own is russian or in_russian or russian.loose:
        return 0
    return (russian.hits & ~russian.copy.also_in(own.copy)).bit_count()
