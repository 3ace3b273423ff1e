"""How search, lists and publication grow from 1,000 to 10,000 cards of 300 words: `python -m bench.search`.

Works in a database of its own, made from the test template; DATABASE_URL chooses SQLite or PostgreSQL.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate

from django.conf import settings
from django.db import connection

from bench.site import own_database
from bench.table import row, title
from core import cards
from core.cards import CardData
from core.facets import Listing, copies
from core.models import SearchWord
from core.search import vocabulary
from core.search.find import search, suggest
from core.search.words import words

SIZES = (1_000, 10_000)
WORDS, REPEATS = 300, 40
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
COMMON, RARE, MISSPELT = "сообщество", "стратостат", "сообщиство"
THEMES, REGIONS, GROUPS = 12, 10, 11
TARGETS = {"sqlite": 12.0, "postgresql": 35.0}
COPY, COPY_TARGET = "копия списка после публикации", 35.0
LISTS = ("первая страница", "последняя страница", "А–Я, последняя", "шесть признаков", "бюджет и слово")
GROWTH = {f"список, {name}": 1.1 for name in LISTS} | {"редкое слово": 1.3, "публикация одной карточки": 1.3}


@cache
def corpus() -> list[str]:
    """Words of the demo's own texts, so that the dictionary does real work."""
    texts = sorted((settings.BASE_DIR / "home" / "demo").rglob("*.toml"))
    return sorted({word for path in texts for word in words(path.read_text(encoding="utf-8")) if word.isalpha()})


def some_cards(first: int, last: int) -> Iterator[CardData]:
    """Cards with one word in 99 of a hundred and one in ten cards of all, the others as often as in a living language."""
    known = corpus()
    weights = list(accumulate(1 / (place + 2) for place in range(len(known))))
    for number in range(first, last):
        dice = random.Random(number)  # noqa: S311  (the same cards each time)
        body = dice.choices(known, cum_weights=weights, k=WORDS)
        body += [COMMON] if number % 100 else []
        body += [RARE] if number < SIZES[0] and number % 100 == 7 else []
        title = dice.choices(known, cum_weights=weights, k=5) + ([COMMON] if number % 10 == 0 else [])
        facets = [("theme", f"t{dice.randrange(THEMES)}"), ("region", f"r{dice.randrange(REGIONS)}")]
        facets += [("group", f"g{one}") for one in dice.sample(range(GROUPS), 2)] + [("year", str(2010 + dice.randrange(14)))]
        yield CardData(
            kind=("practice", "event", "material", "course")[number % 4] if number % 10 == 3 else "practice",
            key=str(number),
            locale="ru",
            url=f"/p/{number}/",
            title=" ".join(title),
            summary=" ".join(body[:20]),
            html="<article>" + " ".join(body[:60]) + "</article>",
            facets=tuple(facets),
            amount=dice.randrange(1_000_000),
            weight=dice.randrange(20),
            date=FIRST + timedelta(hours=number),
            body=" ".join(body),
        )


def fill(first: int, last: int) -> None:
    for start in range(first, last, 500):
        cards.put(some_cards(start, min(last, start + 500)))


def measure(what: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median milliseconds of CPU; on PostgreSQL of the clock, as the server counts its own."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times = []
    for _ in range(repeats):
        began = clock()
        what()
        times.append((clock() - began) * 1000)
    return statistics.median(times)


def measures() -> dict[str, float]:
    listing = Listing("practice", "ru")
    ticked = {"theme": ["t1", "t2"], "region": ["r1", "r2", "r3"], "year": ["2012", "2015"]}
    last = listing.answer({}).pages
    new = iter(range(10**6, 10**7))
    return {
        "слово в 99 % карточек": measure(lambda: search(COMMON)),
        "оно же, последняя страница": measure(lambda: search(COMMON, page=10**6)),
        "редкое слово": measure(lambda: search(RARE)),
        "три слова, вместе не встречаются": measure(lambda: search(f"{COMMON} {RARE} кенгуру"), 10),
        "опечатка": measure(lambda: search(MISSPELT), 10),
        "подсказки": measure(lambda: suggest("соо")),
        "список, первая страница": measure(lambda: listing.answer({})),
        "список, последняя страница": measure(lambda: listing.answer({}, page=last)),
        "список, А–Я, последняя": measure(lambda: listing.answer({}, sort="title", page=last)),
        "список, шесть признаков": measure(lambda: listing.answer(ticked)),
        "список, бюджет и слово": measure(lambda: listing.answer(ticked, q=COMMON, range=(1000, 500_000))),
        COPY: measure(lambda: copies("ru", "practice", {"practice": 0}), 10),
        "публикация одной карточки": measure(lambda: cards.put(some_cards((one := next(new)), one + 1)), 10),
        "словарь для опечаток": measure(lambda: vocabulary.hint("сообщиство", "ru", 0), 5),
    }


def main() -> None:
    columns, done = [], 0
    with own_database():
        for size in SIZES:
            began = time.process_time()
            fill(done, size)
            spent = time.process_time() - began
            print(f"{size}: {1000 * spent / (size - done):.1f} мс CPU на карточку", file=sys.stderr)
            done = size
            search("разогрев словаря")
            columns.append(measures())
        known = SearchWord.objects.count()
    title(f"Рост поиска и списков: карточек {SIZES[0]} → {SIZES[1]}, слов в словаре {known} ({connection.vendor})")
    for name in columns[0]:
        small, large = (column[name] for column in columns)
        row(f"{name}: {small:.1f} → {large:.1f} мс, рост", large / small, GROWTH.get(name))
    row("слово в 99 % карточек", columns[-1]["слово в 99 % карточек"], TARGETS[connection.vendor], "мс")
    row(COPY, columns[-1][COPY], COPY_TARGET, "мс")


if __name__ == "__main__":
    main()
