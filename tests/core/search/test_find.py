import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import cards
from core.models import Card, SearchWord
from core.search.find import search, suggest
from tests.factories.cards import card, publish

pytestmark = pytest.mark.django_db


def titles(text: str, **said: object) -> list[str]:
    return [one.title for one in search(text, **said).cards]


def test_forms_of_a_word_find_each_other():
    publish("Гранты для сёл", "Ёлка у дома", "Занятия с ребёнком")
    assert titles("грантов") == ["Гранты для сёл"]
    assert titles("село") == ["Гранты для сёл"]
    assert titles("елка") == ["Ёлка у дома"]
    assert titles("дети") == ["Занятия с ребёнком"]


def test_all_words_must_occur_and_titles_come_first():
    publish(
        card("Сад и двор", key="old", date=None),
        card("Праздник", key="body", body="двор, где растёт сад"),
        card("Сад", key="half"),
    )
    found = search("сад двор")
    assert [one.title for one in found.cards] == ["Сад и двор", "Праздник"]
    assert (found.total, found.loose, found.words) == (2, False, ("сад", "двор"))


def test_newest_first_within_a_tier():
    publish("Сад первый", "Сад второй", "Сад третий")
    assert titles("сад") == ["Сад третий", "Сад второй", "Сад первый"]


def test_close_ones_when_all_words_together_find_nothing():
    publish("Сад и школа", "Сад", "Мост", "Школа")
    found = search("сад школа мельница")
    assert [one.title for one in found.cards] == ["Сад и школа", "Школа", "Сад"]
    assert (found.loose, found.missed, found.total) == (True, True, 3)


def test_numbers_by_kind_are_honest_whatever_kind_is_chosen():
    publish("Сад", "Сад у моста", "Мост")
    publish("День сада", kind="event")
    whole, events = search("сад"), search("сад", kind="event")
    assert whole.by_kind == events.by_kind == {"practice": 2, "event": 1}
    assert (whole.total, events.total) == (3, 1)
    assert [search("сад", kind=kind).total for kind in whole.by_kind] == list(whole.by_kind.values())


def test_an_app_may_have_a_kind_of_its_own_among_facets():
    publish(card("День сада", kind="event", facets=(("kind", "meeting"),)))
    assert search("сад").by_kind == {"event": 1}
    assert search("сад", kind="meeting").kind == ""
    assert search("сад", facets={"kind": ["lecture"]}).total == 0


def test_unknown_kind_means_all_kinds():
    publish("Сад")
    assert (search("сад", kind="нет такого").kind, search("сад", kind="нет такого").total) == ("", 1)


def test_facets_narrow_the_search():
    publish(card("Сад в Перми", facets=(("region", "perm"),)), card("Сад в Кирове", facets=(("region", "kir"),)))
    assert titles("сад", facets={"region": ["kir"]}) == ["Сад в Кирове"]


def test_pages_have_24_cards_and_a_wrong_page_is_the_nearest():
    publish(*[f"Сад номер {number}" for number in range(30)])
    assert [len(search("сад", page=page).cards) for page in (1, 2, "abc", 99, -1, None)] == [24, 6, 24, 6, 24, 24]
    assert search("сад", page=99).page == search("сад").pages == 2


def test_nothing_asked_gives_nothing_and_no_fault():
    publish("Сад")
    for text in ("", "   ", "«»?!", "\x00", None):
        found = search(text)
        assert (found.nothing_asked, found.total, found.missed) == (True, 0, False)


@pytest.mark.parametrize(
    "text",
    [
        "сад\x00",
        'сад"',
        "'сад",
        "сад AND",
        "сад*",
        "^сад",
        "{сад}",
        "сад 🌳",
        "сад OR NOT NEAR(",
        "title : сад",
        "сад\\",
        "сад:*",
        "са\u00adд",
        "са\u0301д",
        "САД",
        "сад & | !",
        "сад %s %(x)s",
        "сад;--",
        "\ud800сад",
    ],
)
def test_no_sign_breaks_the_search(text):
    publish("Сад")
    assert [one.title for one in search(text).cards] == ["Сад"]


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40) | st.text(alphabet="сад\"'*:()&|!<->^{}\\ \x00%_", max_size=20))
def test_any_text_is_an_answer(text):
    found = search(text)
    assert found.total == len(found.cards) == 0
    assert suggest(text) == []


def test_letters_written_in_two_signs_are_one():
    publish("Чайная")
    assert titles("чаи\u0306ная") == ["Чайная"]


def test_three_thousand_letters_are_cut_and_it_is_said():
    publish("Сад")
    found = search("сад " + "я" * 3000)
    assert (found.cut, len(found.text), [one.title for one in found.cards]) == (True, 500, ["Сад"])
    assert search("сад").cut is False


def test_a_hundred_different_words_are_an_answer():
    publish("Сад")
    assert search(" ".join(f"сад{number}" for number in range(100))).total == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("гарнты", "гранты"),
        ("стажеровка", "стажировка"),
        ("деривня", "деревня"),
        ("канкурс", "конкурс"),
        ("фестеваль", "фестиваль"),
        ("гpaнты", "гранты"),
        ("uhfyns", "гранты"),
        ("гарнты деревня", "гранты деревня"),
    ],
)
def test_a_misspelt_word_is_put_right(typed, meant):
    publish("Гранты", "Стажировка", "Деревня", "Конкурс", "Фестиваль")
    assert search(typed).hint == meant


def test_no_hint_where_something_is_found_or_nothing_is_alike():
    publish("Гранты")
    assert (search("гранты").hint, search("экскаватор").hint, search("ыыы").hint) == ("", "", "")


def test_a_language_shows_its_own_and_says_what_is_only_russian():
    publish("Сад во дворе", "Сад у реки")
    publish(card("Garden by the river", key=cards.title_key("Сад у реки"), locale="en", body="сад"))
    found = search("garden", locale="en")
    assert ([one.title for one in found.cards], found.in_russian) == (["Garden by the river"], False)
    assert search("сад", locale="en").more_russian == 1
    assert titles("gard", locale="en") == ["Garden by the river"]


def test_a_language_without_an_answer_shows_the_russian_one():
    publish("Сад во дворе")
    found = search("сады", locale="ba")
    assert ([one.title for one in found.cards], found.in_russian, found.total) == (["Сад во дворе"], True, 1)


def test_dropped_card_is_not_found():
    publish("Сад")
    cards.drop("practice", "сад")
    assert (titles("сад"), Card.objects.count()) == ([], 0)


def test_put_again_replaces_words():
    publish(card("Сад", key="one"))
    publish(card("Мост", key="one"))
    assert (titles("сад"), titles("мост")) == ([], ["Мост"])


def test_the_index_knows_when_it_is_behind():
    publish("Сад", "Мост")
    assert search("поле").updating is False
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM core_card_words" if connection.vendor == "sqlite" else "UPDATE core_card SET all_words = NULL"
        )
    assert search("поле").updating is True


def test_suggestions_by_beginnings_of_title_words():
    publish("Зимний сад", "Садик", "Посадки", "Ёлка", *[f"Садовод {number}" for number in range(10)])
    assert [one.title for one in suggest("садов")][:2] == ["Садовод 9", "Садовод 8"]
    assert len(suggest("сад")) == 8
    assert [one.title for one in suggest("зим са")] == ["Зимний сад"]
    assert [one.title for one in suggest("елк")] == ["Ёлка"]
    assert (suggest("са"), suggest("посты"), suggest("")) == ([], [], [])


@pytest.mark.parametrize("text", ["сад", "сад школа мельница", "гарнты"])
def test_never_more_than_six_queries(text):
    publish("Сад", "Гранты")
    publish(card("Garden", locale="en"))
    for locale in ("ru", "en"):
        with CaptureQueriesContext(connection) as queries:
            search(text, locale=locale)
        assert len(queries) <= 6
    with CaptureQueriesContext(connection) as queries:
        search("сад")
    assert len(queries) == 3


def test_words_of_a_publication_are_learnt_once():
    publish("Сад во дворе школы", "Школы и дворы")
    assert list(SearchWord.objects.order_by("word").values_list("word", flat=True)) == ["дворе", "дворы", "школы"]
