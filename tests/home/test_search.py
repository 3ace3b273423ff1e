"""/poisk/ and its hints (spec: search-and-languages §5, §8, §9)."""

import gzip
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import cards
from core.models import SearchMiss
from tests.factories.cards import card, publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def forgotten() -> None:
    cache.clear()


def queries(client: Client, address: str) -> int:
    client.get(address)  # what a process learns once: site, menu, regions, the copy of the cards
    cards.cache.bump()
    client.get("/poisk/")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def plain(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def test_words_are_found_in_any_form_and_marked(client: Client) -> None:
    publish("Теплица за школой", "Пекарня у моста")
    text = plain(client.get("/poisk/?q=теплицу"))
    assert ("<mark>Теплица</mark> за школой" in text, "Нашли 1 результат" in text, "Пекарня" in text) == (True, True, False)
    assert '<meta name="robots" content="noindex,follow">' in text


def test_kinds_stand_as_links_with_their_numbers(client: Client) -> None:
    publish("Сад у клуба", "Сад во дворе")
    publish("Садовый клуб и сад", kind="organisation")
    text = plain(client.get("/poisk/?q=сад"))
    assert [words for words in ("Всё 3", "Практики 2", "Организации 1") if words not in text] == []
    narrowed = plain(client.get("/poisk/?q=сад&kind=organisation"))
    assert ("Нашли 1 результат" in narrowed, "Всё 3" in narrowed) == (True, True)


def test_a_misspelt_word_gets_a_hint(client: Client) -> None:
    publish("Деревня у реки")
    assert "Возможно, вы искали <a href=" in plain(client.get("/poisk/?q=деривня"))


def test_an_empty_answer_names_sections_and_a_living_phone_and_is_counted_once_a_question(client: Client) -> None:
    text = plain(client.get("/poisk/?q=звездолёт"))
    assert ("Ничего не нашли" in text, "Спросите координатора" in text, "/organizacii/" in text) == (True, True, True)
    client.get("/poisk/?q=звездолёт&kind=practice&page=2")
    assert list(SearchMiss.objects.values_list("words", "times")) == [("звездолет", 1)]


def test_nothing_asked_is_no_fault(client: Client) -> None:
    for address in ("/poisk/", "/poisk/?q=", "/poisk/?q=%20%20", "/poisk/?q=%3F%21"):
        assert (address, "Введите слово" in plain(client.get(address))) == (address, True)
    assert SearchMiss.objects.count() == 0


@pytest.mark.parametrize(
    "question",
    [
        "q=%00",
        "q='",
        'q="',
        "q=AND",
        "q=*",
        "q=^{}",
        "q=%F0%9F%8C%B1",
        "q=сад&page=abc",
        "q=сад&page=-5",
        "q=сад&page=99999999999",
    ],
)
def test_hostile_questions_get_an_answer(client: Client, question: str) -> None:
    publish("Сад у клуба")
    assert client.get(f"/poisk/?{question}").status_code == 200
    assert client.get(f"/search/suggest/?{question}").status_code == 200
    assert client.get(f"/organizacii/?{question}").status_code == 200


def test_three_thousand_letters_are_cut_and_said(client: Client) -> None:
    assert "Вопрос длинный" in plain(client.get("/poisk/", {"q": "сад " * 750}))


def test_an_unknown_kind_and_region_mean_all(client: Client) -> None:
    publish("Сад у клуба")
    assert "Нашли 1 результат" in plain(client.get("/poisk/?q=сад&kind=ракета&region=луна"))


def test_a_region_narrows(client: Client) -> None:
    cards.put([card("Сад первый", facets=(("region", "permskiy-kray"),)), card("Сад второй")])
    text = plain(client.get("/poisk/?q=сад&region=permskiy-kray"))
    assert ("первый" in text, "второй" in text, "в Пермском крае" in text) == (True, False, True)


def test_another_language_shows_the_russian_ones_and_says_so(client: Client) -> None:
    publish("Сад у клуба")
    text = plain(client.get("/tt/poisk/?q=сад"))
    assert '<ol class="found" lang="ru">' in text


def test_queries_and_weight_do_not_grow(client: Client) -> None:
    publish("Сад номер один")
    few = queries(client, "/poisk/?q=сад")
    publish(*[f"Сад номер {number}: яблони, груши и сливы всем селом" for number in range(30)])
    many = queries(client, "/poisk/?q=сад")
    answer = client.get("/poisk/?q=сад")
    assert (few == many, many <= 6, len(gzip.compress(answer.content, 6)) <= 8192) == (True, True, True), (few, many)


def test_hints_come_as_a_fragment_or_as_a_page(client: Client) -> None:
    publish("Теплица за школой")
    whole = client.get("/search/suggest/?q=тепл")
    part = client.get("/search/suggest/?q=тепл", headers={"HX-Request": "true"})
    assert ("<html" in plain(whole), "<html" in plain(part)) == (True, False)
    assert ("Теплица за школой" in plain(whole).replace("\u00a0", " "), "Теплица" in plain(part)) == (True, True)
    assert client.get("/search/suggest/?q=те", headers={"HX-Request": "true"}).content.strip() == b""
