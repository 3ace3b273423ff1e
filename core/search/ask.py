"""A question to the index in the reader's language and in Russian: all words, else any of them (spec: search-and-languages §4).

At most two queries: the second, for any word, only where all words together found nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from core.search import index
from core.search.words import telling

if TYPE_CHECKING:
    from core.facets.bits import Copy

LONGEST = 500  # signs of a question
MOST_WORDS = 32
MOST_LOOSE = 8
RUSSIAN = "ru"


class Met(NamedTuple):
    """Cards of one copy that the words found; tiers are disjoint, the nearest first."""

    hits: int
    tiers: list[int]
    loose: bool


@dataclass
class Answers:
    """What the index said: ids by question; filled once."""

    strict: dict[str, list[list[int]]] = field(default_factory=dict)
    loose: dict[str, list[list[int]]] = field(default_factory=dict)
    gap: int | None = None


@dataclass(frozen=True)
class Words:
    """The question's words in one language."""

    locale: str
    words: tuple[str, ...]
    question: "Question"

    def in_copy(self, copy: "Copy") -> Met:
        """Cards of the copy that hold all words, those with all in the title first; if none, any word, most words first."""
        in_title, anywhere = (copy.of_pks(pks) for pks in self.question.strict(self.locale))
        if anywhere or len(self.words) < 2:
            return Met(anywhere, [in_title, anywhere & ~in_title], loose=False)
        sets = [copy.of_pks(pks) for pks in self.question.loose(self.locale)]
        tiers = by_number_of(sets)
        hits = 0
        for tier in tiers:
            hits |= tier
        return Met(hits, tiers, loose=bool(hits))


class Question:
    """One text asked; languages whose cards answer: the reader's and Russian."""

    def __init__(self, text: str, locale: str) -> None:
        self.text, self.cut = text[:LONGEST], len(text) > LONGEST
        self.editions = {one: Words(one, _asked(self.text, one), self) for one in dict.fromkeys([locale, RUSSIAN])}
        self.own, self.russian = self.editions[locale], self.editions[RUSSIAN]
        self._answers = Answers()

    def __bool__(self) -> bool:
        return bool(self.own.words)

    def strict(self, locale: str) -> list[list[int]]:
        """[ids with all words in the title, ids with all words anywhere]."""
        if not self._answers.strict:
            questions = [
                index.Asked(one.words, prefixes=one.locale != RUSSIAN, in_title=in_title)
                for one in self.editions.values()
                for in_title in (True, False)
            ]
            found, _ = index.ids(questions)
            self._answers.strict = {one: found[2 * place : 2 * place + 2] for place, one in enumerate(self.editions)}
        return self._answers.strict[locale]

    def loose(self, locale: str) -> list[list[int]]:
        """Ids for each word alone."""
        self._ask_loosely()
        return self._answers.loose[locale]

    def gap(self) -> int:
        """How many cards the index lacks: then nothing found may mean nothing indexed."""
        self._ask_loosely()
        return self._answers.gap or 0

    def _ask_loosely(self) -> None:
        if self._answers.gap is not None:
            return
        asked = [(one, word) for one in self.editions.values() if len(one.words) > 1 for word in one.words[:MOST_LOOSE]]
        questions = [index.Asked((word,), prefixes=one.locale != RUSSIAN) for one, word in asked]
        found, self._answers.gap = index.ids(questions, with_gap=True)
        self._answers.loose = {locale: [] for locale in self.editions}
        for (one, _), pks in zip(asked, found, strict=True):
            self._answers.loose[one.locale].append(pks)


def _asked(text: str, locale: str) -> tuple[str, ...]:
    """Words to look for, each once."""
    return tuple(index.asked_words(telling(text) if locale == RUSSIAN else text, locale)[:MOST_WORDS])


def by_number_of(sets: Sequence[int]) -> list[int]:
    """Disjoint sets of cards: those in all of the given sets, in all but one, …, in one."""
    at_least = [0] * (len(sets) + 1)
    for one in sets:
        for count in range(len(sets), 1, -1):
            at_least[count] |= at_least[count - 1] & one
        at_least[1] |= one
    tiers, above = [], 0
    for count in range(len(sets), 0, -1):
        tiers.append(at_least[count] & ~above)
        above = at_least[count]
    return tiers
