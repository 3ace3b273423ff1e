"""Words: one meaning of a word for index and query, on both databases (spec: search-and-languages §10)."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from snowballstemmer.basestemmer import BaseStemmer

SMALL = frozenset(
    re.findall(
        r"\w+",
        "а без бы в во для до ее её его ж же за и из или их к как ко ли на над не ни но о об от по под при про с со то у что это",
    )
)
HIDDEN = dict.fromkeys([0, 0xAD, 0x301, 0x200B, 0x200C, 0x200D, 0xFEFF])


@cache
def _morph() -> "MorphAnalyzer":
    import pymorphy3  # 38 MB: loaded by whoever normalises, not at start

    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def _stemmer() -> "BaseStemmer":
    import snowballstemmer

    return snowballstemmer.stemmer("russian")


def words(text: str) -> list[str]:
    """Words in lower case, without soft hyphens and stress marks; й written in two signs becomes one."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).translate(HIDDEN).lower())


def fold(text: str) -> str:
    """Words with ё as е, joined by spaces."""
    return " ".join(word.replace("ё", "е") for word in words(text))


@lru_cache(50_000)
def lemma(word: str) -> str:
    """The dictionary form of a Russian word (first noun, else first parse); the stem of an unknown one; others as they are."""
    if not re.fullmatch("[а-яё]+", word):
        return word
    if not _morph().word_is_known(word):
        return _stemmer().stemWord(word.replace("ё", "е"))
    parses = _morph().parse(word)
    return next((one for one in parses if one.tag.POS == "NOUN"), parses[0]).normal_form.replace("ё", "е")


def telling(text: str) -> str:
    """A Russian question without prepositions, conjunctions and particles, unless there is nothing else in it."""
    said = words(text)
    return " ".join([word for word in said if word not in SMALL] or said)


def norm(text: str, language: str) -> str:
    """What goes into the index and into a query: lemmas for Russian, folded words for other languages."""
    return " ".join(map(lemma, words(text))) if language == "ru" else fold(text)
