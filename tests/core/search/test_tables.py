import pytest
from django.db import connection

from core.models import Card
from core.search import index
from core.search.tables import MakeIndex
from tests.factories.cards import publish


@pytest.mark.django_db
def test_the_index_forgets_a_card_deleted_by_anybody():
    publish("Сад", "Мост")
    Card.objects.filter(title="Сад").delete()
    assert (index.sizes(), index.missing()) == ((1, 1), set())
    assert index.ids([index.Asked(("сад",)), index.Asked(("мост",))])[0] == [[], [Card.objects.get().pk]]


@pytest.mark.django_db
def test_titles_sort_alike_on_both_databases():
    titles = ["яблоко", "абв", "а я", "аб", "1 мая", "ель", "әби", "ага", "байрам"]
    publish(*titles)
    in_database = list(Card.objects.order_by("title_key").values_list("title", flat=True))
    assert in_database == ["1 мая", "а я", "аб", "абв", "ага", "әби", "байрам", "ель", "яблоко"]


@pytest.mark.django_db
def test_the_index_is_made_and_unmade_by_its_operation():
    operation, editor = MakeIndex(), connection.schema_editor(atomic=False)
    for step in (operation.database_backwards, operation.database_forwards, operation.database_forwards):
        step("core", editor, None, None)
    publish("Сад")
    assert index.sizes() == (1, 1)
