"""The index of words: writing it beside the cards and asking it for ids; the only file that knows its SQL.

Whoever writes stands inside the act of `core.cards`. Only words (letters, digits, _) ever reach a query, each in quotes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from core.search.words import norm

LONGEST_WORD = 64
MOST_WORDS = 60_000  # of one card: a tsvector holds at most a megabyte


@dataclass(frozen=True, slots=True)
class Entry:
    """The words of one card, normalised."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the index: words that must all occur, in the title alone or anywhere, as they are or as beginnings."""

    words: tuple[str, ...]
    prefixes: bool = False
    in_title: bool = False


def entry(title: str, body: str, locale: str) -> Entry:
    """Normalise what is to be found; slow (dictionary), so before the act."""
    return Entry(_cut(norm(title, locale)), _cut(norm(body, locale)))


def asked_words(text: str, locale: str) -> list[str]:
    """Words of a question as the index knows them, each once."""
    return list(dict.fromkeys(_cut(norm(text, locale)).split()))


def write(entries: Sequence[tuple[int, Entry]]) -> None:
    """Put the words of cards in place of what was there."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("DELETE FROM core_card_words WHERE rowid = %s", [(pk,) for pk, _ in entries])
            cursor.executemany(
                "INSERT INTO core_card_words (rowid, title, body) VALUES (%s, %s, %s)",
                [(pk, one.title, one.body) for pk, one in entries],
            )
        else:
            cursor.executemany(
                "UPDATE core_card SET title_words = array_to_tsvector(%s), all_words = array_to_tsvector(%s) WHERE id = %s",
                [(_unique(one.title), _unique(f"{one.title} {one.body}"), pk) for pk, one in entries],
            )


def missing() -> set[int]:
    """Cards that have no words in the index: a crash or a restored table left them out."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT id FROM core_card WHERE id NOT IN (SELECT id FROM core_card_words_docsize)")
        else:
            cursor.execute("SELECT id FROM core_card WHERE all_words IS NULL")
        return {row[0] for row in cursor.fetchall()}


def sizes() -> tuple[int, int]:
    """(cards, cards in the index): equal when all is well; `/health/ready` compares them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({CARDS}), ({INDEXED[connection.vendor]})")
        return cursor.fetchone()


def ids(questions: Sequence[Asked], *, with_gap: bool = False) -> tuple[list[list[int]], int]:
    """Ids of cards for each question, in one query; and, if asked, how many cards the index lacks (else 0)."""
    selects: list[str] = []
    params: list[object] = []
    found: list[list[int]] = [[] for _ in questions]
    for number, question in enumerate(questions):
        if question.words:
            selects.append(f"SELECT {number}, {SELECT[connection.vendor](question)}")
            params.append(_match(question))
    if with_gap:
        selects.append(f"SELECT -1, CAST(({CARDS}) - ({INDEXED[connection.vendor]}) AS text)")
    if not selects:
        return found, 0
    gap = 0
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), params)  # constants and numbers; the words are parameters
        for number, said in cursor.fetchall():
            if number < 0:
                gap = int(said)
            elif said:
                found[number] = json.loads(f"[{said}]")
    return found, gap


CARDS = "SELECT count(*) FROM core_card"
INDEXED = {
    "sqlite": "SELECT count(*) FROM core_card_words_docsize",
    "postgresql": "SELECT count(*) FROM core_card WHERE all_words IS NOT NULL",
}
# Ids come as one text: ten thousand rows fetched one by one cost three times as much.
SELECT = {
    "sqlite": lambda _: "group_concat(rowid) FROM core_card_words WHERE core_card_words MATCH %s",
    "postgresql": lambda question: (
        f"string_agg(id::text, ',') FROM core_card WHERE {'title' if question.in_title else 'all'}_words @@ %s::tsquery"
    ),
}


def _match(question: Asked) -> str:
    """The question in the language of the database: words in quotes, nothing of what the person typed stands outside them."""
    if connection.vendor == "sqlite":
        said = " AND ".join(f'"{word}"{"*" if question.prefixes else ""}' for word in question.words)
        return f"title : ({said})" if question.in_title else said
    return " & ".join(f"'{word}'{':*' if question.prefixes else ''}" for word in question.words)


def _cut(normalised: str) -> str:
    return " ".join(word[:LONGEST_WORD] for word in normalised.split()[:MOST_WORDS])


def _unique(said: str) -> list[str]:
    return list(dict.fromkeys(said.split()))
