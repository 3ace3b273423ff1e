"""Many publish, search and rebuild at once: nothing is lost, the index is whole, nobody meets a busy database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from core import cards
from core.cards import Kind
from core.facets import Listing
from core.models import Card, Stamp
from core.search import index
from core.search.find import search
from core.search.rebuild import rebuild
from tests.factories.cards import card
from tests.race.live import database

pytestmark = pytest.mark.race
EDITORS, EACH = 6, 8


@pytest.fixture
def own_database(django_db_blocker: object, django_db_setup: None) -> Iterator[None]:
    with django_db_blocker.unblock(), database("cards"):
        yield


def edit(editor: int) -> list[int]:
    """One editor publishes, looks at the list after each publication and takes one of the things down at the end."""
    try:
        seen = []
        for number in range(EACH):
            cards.put([card(f"Сад номер {editor}{number}", key=f"{editor}-{number}"), card("Общий сад", key="common")])
            found = Listing("practice", "ru").answer({}, q=f"{editor}{number}")
            seen.append(found.total)
            search("сад")
        cards.drop("practice", f"{editor}-0")
        return seen
    finally:
        connections.close_all()


def rebuild_beside() -> int:
    """A rebuilding whose source knows nothing of what is published meanwhile."""
    try:
        return rebuild(Kind("practice", "Практики", lambda: iter([card("Старый сад", key="old")]))).dropped
    finally:
        connections.close_all()


def test_many_editors_and_a_rebuilding_at_once(own_database):
    cards.put([card("Старый сад", key="old")])
    first = Stamp.objects.get(kind="practice").version
    with ThreadPoolExecutor(EDITORS + 1) as pool:
        rebuilt = pool.submit(rebuild_beside)
        seen = list(pool.map(edit, range(EDITORS)))
    assert seen == [[1] * EACH] * EDITORS
    assert rebuilt.result() == 0
    assert Card.objects.count() == EDITORS * (EACH - 1) + 2
    assert index.sizes() == (Card.objects.count(), Card.objects.count())
    assert Stamp.objects.get(kind="practice").version > first
    assert Listing("practice", "ru").answer({}).total == Card.objects.count()
