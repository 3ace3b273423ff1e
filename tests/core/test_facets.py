"""Lists with facets: pure sets first, then the list over the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from core import cards
from core.facets import Chosen, Copy, Listing, Row
from core.search.ask import by_number_of
from tests.factories.cards import card, publish

THEMES, REGIONS = ["sport", "sad", "kultura"], ["perm", "kir"]
VALUES = [f"theme:{one}" for one in THEMES] + [f"region:{one}" for one in REGIONS]
ROWS = st.lists(
    st.tuples(st.sets(st.sampled_from(VALUES)), st.none() | st.integers(0, 9), st.integers(0, 3), st.sampled_from("абв")),
    max_size=25,
)
TICKED = st.fixed_dictionaries(
    {
        "theme": st.lists(st.sampled_from([*THEMES, "никого"]), max_size=3),
        "region": st.lists(st.sampled_from(REGIONS), max_size=2),
    }
)
LIMITS = st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(0, 9))


def copy_of(rows: list) -> Copy:
    return Copy(
        [
            Row(number, str(number), "practice", " ".join(sorted(values)), amount, weight, title, str(weight))
            for number, (values, amount, weight, title) in enumerate(rows)
        ]
    )


@settings(max_examples=200, derandomize=True, deadline=None)
@given(ROWS, TICKED, LIMITS, st.none() | st.sets(st.integers(0, 24)))
def test_ticking_a_value_gives_as_many_as_its_number_said(rows, ticked, limits, found):
    copy = copy_of(rows)
    words = None if found is None else copy.of_pks(found)
    chosen = Chosen(ticked, words=words, inside=copy.within(*limits))
    for dimension, values in copy.counts(chosen).items():
        for value, count in values.items():
            alone = Chosen({**ticked, dimension: [value]}, words=words, inside=chosen.inside)
            assert len(list(copy.ordered(copy.hits(alone), sort="new"))) == count


@settings(max_examples=200, derandomize=True, deadline=None)
@given(ROWS, TICKED, LIMITS)
def test_the_list_is_what_a_plain_filter_would_give(rows, ticked, limits):
    copy = copy_of(rows)
    low, high = sorted(limits, key=lambda one: one if one is not None else -1) if None not in limits else limits
    plain = [
        number
        for number, (values, amount, _, _) in enumerate(rows)
        if all(not chosen or {f"{name}:{one}" for one in chosen} & values for name, chosen in ticked.items())
        and (limits == (None, None) or (amount is not None and (low or 0) <= amount <= (99 if high is None else high)))
    ]
    hits = copy.hits(Chosen(ticked, inside=copy.within(*limits)))
    assert list(copy.ordered(hits, sort="new")) == plain


@settings(max_examples=100, derandomize=True, deadline=None)
@given(ROWS, st.sampled_from(["new", "updated", "weight", "amount", "title", "none such"]), st.integers(1, 5))
def test_pages_of_an_order_are_the_order_cut(rows, sort, per_page):
    copy = copy_of(rows)
    whole = [copy.rows[place].pk for place in copy.ordered(copy.all, sort=sort)]
    pages = copy.page(copy.all, sort=sort, per_page=per_page).pages
    cut = [pk for page in range(1, pages + 1) for pk in copy.page(copy.all, sort=sort, page=page, per_page=per_page).pks]
    assert cut == whole
    assert sorted(whole) == [row.pk for row in copy.rows]


def test_few_and_many_hits_are_one_answer():
    copy = copy_of([(set(), None, 0, "а")] * 500)
    for chosen in (range(0), range(0, 500, 50), range(0, 500, 2), range(500)):
        hits = copy.of_pks(list(chosen))
        assert (list(copy.ordered(hits, sort="new")), hits.bit_count()) == (list(chosen), len(chosen))
    assert copy.of_pks([7, 7, 10**6]) == copy.of_pks([7])


def test_orders():
    copy = copy_of([(set(), 5, 1, "в"), (set(), None, 3, "а"), (set(), 1, 3, "б")])
    orders = {sort: list(copy.ordered(copy.all, sort=sort)) for sort in ("new", "weight", "amount", "title")}
    assert orders == {"new": [0, 1, 2], "weight": [1, 2, 0], "amount": [2, 0, 1], "title": [1, 2, 0]}


def test_tiers_by_the_number_of_words_met():
    assert by_number_of([0b1110, 0b0110, 0b0100]) == [0b0100, 0b0010, 0b1000]
    assert by_number_of([]) == []


@pytest.mark.django_db
def test_an_answer_over_the_database():
    publish(
        card("Сад", facets=(("theme", "sad"), ("region", "perm")), amount=100, weight=2),
        card("Двор и сад", facets=(("theme", "sad"), ("region", "kir")), amount=300),
        card("Хор", facets=(("theme", "kultura"), ("region", "kir"))),
    )
    answer = Listing("practice", "ru").answer({"theme": ["sad"]}, range=(None, 200))
    assert [one.title for one in answer.cards] == ["Сад"]
    assert answer.counts["region"] == {"perm": 1, "kir": 0}
    assert answer.counts["theme"] == {"sad": 1, "kultura": 0}
    assert Listing("practice", "ru").answer({"theme": ["kultura"]}, range=(0, 200)).without_amount == 1
    assert Listing("practice", "ru").keys({"region": ["kir"]}, sort="title") == ["двор и сад", "хор"]


def test_a_facet_with_a_space_is_refused():
    with pytest.raises(ValueError, match="without spaces"):
        cards.ready(card("Сад", facets=(("theme", "два слова"),)))


@pytest.mark.django_db
def test_words_and_facets_together():
    publish(
        card("Сад", facets=(("region", "perm"),)), card("Сады и дворы", facets=(("region", "kir"),)), card("Хор", body="о садах")
    )
    answer = Listing("practice", "ru").answer({}, q="сад")
    assert [one.title for one in answer.cards] == ["Сады и дворы", "Сад", "Хор"]
    assert (answer.sort, answer.counts["region"]) == ("near", {"perm": 1, "kir": 1})
    assert [one.title for one in Listing("practice", "ru").answer({"region": ["perm"]}, q="сад").cards] == ["Сад"]


@pytest.mark.django_db
def test_a_misspelt_word_is_put_right():
    publish("Сад", "Грант")
    assert [Listing("practice", "ru").answer({}, q=q).hint for q in ("гарнт", "грант", "сад гарнт", "")] == [
        "грант",
        "",
        "сад грант",
        "",
    ]


@pytest.mark.django_db
def test_an_empty_list_says_what_stands_in_the_way():
    publish(card("Сад", facets=(("region", "perm"),), amount=5), card("Хор", facets=(("region", "kir"), ("theme", "kultura"))))
    answer = Listing("practice", "ru").answer({"region": ["perm"], "theme": ["kultura"]})
    assert (answer.total, answer.if_dropped) == (0, {"region": 1, "theme": 1})
    answer = Listing("practice", "ru").answer({"region": ["perm"]}, q="хор")
    assert answer.if_dropped == {"region": 1, "words": 1}


@pytest.mark.django_db
def test_another_language_shows_its_own_or_the_russian_list():
    publish(card("Сад", key="one"), card("Хор", key="two"))
    assert [(a.total, a.in_russian, a.more_russian) for a in [Listing("practice", "tt").answer({})]] == [(2, True, 0)]
    publish(card("Бакча", key="one", locale="tt"))
    answer = Listing("practice", "tt").answer({})
    assert ([one.title for one in answer.cards], answer.in_russian, answer.more_russian) == (["Бакча"], False, 1)


@pytest.mark.django_db
def test_a_publication_is_seen_at_once_and_costs_nothing_after():
    listing = Listing("practice", "ru")
    publish("Сад")
    assert listing.answer({}).total == 1
    publish("Сад", "Хор")
    assert listing.answer({}).total == 2
    cards.drop("practice", "хор")
    assert listing.answer({}).total == 1


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 10, 100])
def test_queries_do_not_grow(number):
    publish(*[card(f"Сад {one}", facets=(("region", "perm"),)) for one in range(number)])
    Listing("practice", "ru").answer({})
    for asked, most in (("", 2), ("сад", 3)):
        with CaptureQueriesContext(connection) as queries:
            Listing("practice", "ru").answer({"region": ["perm"]}, q=asked)
        assert len(queries) == most
