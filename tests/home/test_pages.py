"""Front page, ordinary pages, doors, regions: what the reader gets and what it costs (spec: performance)."""

import gzip
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page

from core.cache import bump
from core.card_pages import refresh
from home.models import DoorPage, HomePage, RegionIndexPage, RegionPage, StandardPage
from regions.models import Region
from tests.factories.cards import card, publish
from tests.factories.regions import organisation, territory

pytestmark = pytest.mark.django_db(transaction=True)
KILOBYTE = 1024


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """Nothing remembered of the pages of another test; the stamp is read anew, so that it does not change halfway."""
    cache.clear()
    bump()


def front() -> HomePage:
    return HomePage.objects.get(locale__language_code="ru")


def page(title: str, parent: Page | None = None, **fields: object) -> StandardPage:
    return (parent or front()).add_child(instance=StandardPage(title=title, **fields))


def region_page(code: str = "KIR") -> RegionPage:
    index = RegionIndexPage.objects.first() or front().add_child(instance=RegionIndexPage(title="Регионы", slug="regiony"))
    region = Region.objects.get(code=f"RU-{code}")
    return index.add_child(instance=RegionPage(title=region.name, slug=region.slug, region=region))


def cost(client: Client, address: str) -> int:
    """Queries of a page whose way this process knows already."""
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def plain(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def heading(answer: object) -> str:
    return re.findall(r"<h1[^>]*>(.*?)</h1>", plain(answer))[0]


def test_the_front_page_shows_what_is_published(client: Client) -> None:
    publish(card("Мост", html="<article>Мост за лето</article>", facets=(("region", "permskiy-kray"),)))
    organisation("Живой берег", "PER", slug="zhivoy-bereg", kind="fms")
    text = plain(client.get("/"))
    told = ("Мост за лето", "Пермский край", "1 практика, 1 фонд", "МСК+5", "Скоро объявим новые события")
    assert [words for words in told if words not in text] == []


def test_the_front_page_costs_the_same_for_one_and_for_thirty(client: Client) -> None:
    def first_visit() -> int:
        client.get("/")
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            client.get("/")
        return len(seen)

    publish("Мост")
    few = first_visit()
    publish(*[f"Сад {number}" for number in range(30)])
    for number in range(30):
        organisation(f"Фонд {number}", slug=f"fond-{number}")
    assert first_visit() == few


def test_what_is_kept_makes_the_front_page_cheap(client: Client) -> None:
    client.get("/")
    with CaptureQueriesContext(connection) as seen:
        client.get("/")
    assert len(seen) <= 6


def test_an_ordinary_page_keeps_its_budget_at_depth_four(client: Client) -> None:
    deep = page("Третья", page("Вторая", page("Первая")))
    below = page("Одна", deep)
    few = cost(client, deep.url)
    for number in range(30):
        page(f"Ещё {number}", deep)
    assert (few <= 10, cost(client, deep.url) == few) == (True, True)
    assert below.title in plain(client.get(deep.url))


def test_a_region_costs_the_same_for_one_and_for_thirty(client: Client) -> None:
    shown = region_page()
    organisation("Общее поле", slug="pole")
    territory("Тулаш")
    few = cost(client, shown.url)
    for number in range(30):
        organisation(f"Фонд {number}", slug=f"fond-{number}")
        territory(f"Деревня {number}", slug=f"derevnya-{number}")
    assert (few <= 10, cost(client, shown.url) == few) == (True, True)


def test_pages_weigh_at_most_eight_kilobytes(client: Client) -> None:
    publish(*[f"Сад {number}" for number in range(30)])
    text = [("paragraph", "<p>Денег в деревне обычно мало, а ресурсов — много.</p>")] * 8
    door = front().add_child(instance=DoorPage(title="Администрация и совет", intro="С чего начать."))
    for one in (front(), page("Об альянсе", body=text), region_page(), door, RegionIndexPage.objects.get()):
        weight = len(gzip.compress(client.get(one.url).content))
        assert (one.title, weight <= 8 * KILOBYTE) == (one.title, True)


def test_a_translated_page_is_served_under_its_language(client: Client) -> None:
    source = page("Об альянсе", slug="ob-alyanse")
    english = Locale.objects.get(language_code="en")
    front().copy_for_translation(english).save_revision().publish()
    draft = source.copy_for_translation(english)
    assert client.get("/en/ob-alyanse/").headers["Location"] == "/ob-alyanse/"
    draft.title = "About the alliance"
    draft.save_revision().publish()
    answer = client.get("/en/ob-alyanse/")
    assert (heading(answer), '<html lang="en"' in answer.content.decode()) == ("About the alliance", True)
    russian = client.get("/ob-alyanse/")
    assert (heading(russian), 'hreflang="en"' in russian.content.decode()) == ("Об альянсе", True)


def test_a_page_leaves_the_search_with_its_publication(client: Client) -> None:
    shown = page("Об альянсе", intro="Помогаем сёлам.")
    refresh([shown])
    assert "Об альянсе" in plain(client.get("/poisk/?q=село"))
    shown.unpublish()
    assert "Об альянсе" not in plain(client.get("/poisk/?q=село"))
