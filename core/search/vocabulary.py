"""Words as written on public pages: what a misspelt question is compared with (spec: search-and-languages §10)."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import transaction

from core.models import SearchWord
from core.search.index import LONGEST_WORD
from core.search.words import words

MOST = 20_000  # words compared: the oftenest
ALIKE = 0.7
MOST_HINTED = 6  # misspelt words of one question
BATCH = 500
LATIN, CYRILLIC = "aceopxykmtbh", "асеорхукмтвн"  # look alike
QWERTY, JCUKEN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё"
LOOKALIKE, LAYOUT = str.maketrans(LATIN, CYRILLIC), str.maketrans(QWERTY, JCUKEN)

_kept: dict[str, tuple[object, dict[str, None]]] = {}


def learn(texts: Iterable[tuple[str, str]]) -> None:
    """Add the words of (locale, text) that are new; nothing slow, after the act that published them."""
    by_locale: dict[str, set[str]] = defaultdict(set)
    for locale, text in texts:
        by_locale[locale].update(worth_offering(text))
    for locale, said in sorted(by_locale.items()):
        known = SearchWord.objects.filter(locale=locale, word__in=said).values_list("word", flat=True)
        rows = [SearchWord(word=word, locale=locale, uses=1) for word in sorted(said.difference(known))]
        SearchWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)


def worth_offering(text: str) -> list[str]:
    """Words of the text, each as often as it stands there, that may be offered: letters only, four and more."""
    return [word for word in words(text) if 4 <= len(word) <= LONGEST_WORD and word.isalpha()]


def rewrite(counts: dict[str, Counter]) -> None:
    """Count anew from all texts (nightly): words nobody writes any longer go."""
    with transaction.atomic():
        SearchWord.objects.all().delete()
        for locale, counted in sorted(counts.items()):
            rows = [SearchWord(word=word, locale=locale, uses=uses) for word, uses in sorted(counted.items())]
            SearchWord.objects.bulk_create(rows, batch_size=BATCH)


def hint(text: str, locale: str, version: object) -> str:
    """The question with misspelt words put right, «» if there is nothing to offer. ≤ 1 query, none while `version` stays."""
    known = _vocabulary(locale, version)
    right, changed = [], 0
    for word in words(text):
        better = _better(word, known) if changed < MOST_HINTED else word
        changed += better != word
        right.append(better)
    return " ".join(right) if changed else ""


def _better(word: str, known: dict[str, None]) -> str:
    if word in known or len(word) < 4:
        return word
    for table in (LOOKALIKE, LAYOUT):
        if (other := word.translate(table)) in known:
            return other
    if not word.isalpha():
        return word
    near = [one for one in known if abs(len(one) - len(word)) <= 2]
    return next(iter(difflib.get_close_matches(word, near, 1, ALIKE)), word)


def _vocabulary(locale: str, version: object) -> dict[str, None]:
    kept = _kept.get(locale)
    if kept and version and kept[0] == version:
        return kept[1]
    oftenest = SearchWord.objects.filter(locale=locale).order_by("-uses", "word").values_list("word", flat=True)[:MOST]
    known = dict.fromkeys(oftenest)
    _kept[locale] = version, known
    return known
