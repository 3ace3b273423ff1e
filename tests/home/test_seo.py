"""For machines and for passing on: sitemap, robots, feeds, map of the site, posters (spec: architecture, living-people §3)."""

import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from core import cards
from core.card_pages import refresh
from core.models import Picture
from home.models import HomePage, StandardPage
from practices.models import PracticeIndexPage
from tests.factories.cards import card, publish
from tests.factories.files import picture, upload
from tests.factories.regions import organisation, territory

pytestmark = pytest.mark.django_db(transaction=True)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(autouse=True)
def forgotten() -> None:
    cache.clear()


def plain(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def page(title: str, **fields: object) -> StandardPage:
    made = HomePage.objects.get().add_child(instance=StandardPage(title=title, **fields))
    refresh([made])
    return made


def addresses(client: Client) -> list[str]:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [one.text.removeprefix(settings.SITE_URL) for one in root.iter(f"{SITEMAP}loc")]


def test_the_sitemap_has_all_that_is_public_once(client: Client) -> None:
    shown, hidden = page("Об альянсе"), page("Закрытая")
    page("Черновик", live=False)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    HomePage.objects.get().add_child(instance=PracticeIndexPage(title="Практики", slug="praktiki"))
    one, village = organisation(), territory()
    organisation("Тайная", slug="taynaya", status="proposed")
    assert sorted(addresses(client)) == sorted(
        [
            "/",
            "/karta-sayta/",
            "/organizacii/",
            f"/organizacii/{one.pk}-{one.slug}/",
            "/praktiki/",
            "/territorii/",
            f"/territorii/{village.pk}-{village.slug}/",
            shown.url,
        ]
    )


def test_the_sitemap_names_translations(client: Client) -> None:
    cards.put([card(key="k", url="/praktiki/sad/"), card(key="k", locale="tt", url="/tt/praktiki/sad/")])
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    links = [one.attrib["hreflang"] for one in root.iter(f"{XHTML}link")]
    assert links == ["ru", "tt", "x-default"] * 2


def test_the_sitemap_costs_the_same_for_one_and_for_thirty(client: Client) -> None:
    def cost() -> int:
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as seen:
            client.get("/sitemap.xml")
        return len(seen)

    page("Одна")
    few = cost()
    publish(*[f"Сад {number}" for number in range(30)])
    for number in range(5):
        page(f"Страница {number}")
    assert cost() == few


def test_robots_and_favicon(client: Client) -> None:
    text = client.get("/robots.txt").content.decode().splitlines()
    assert ("Disallow: /admin/" in text, text[-1]) == (True, f"Sitemap: {settings.SITE_URL}/sitemap.xml")
    assert client.get("/favicon.ico").status_code == 302


def test_feeds_of_practices_take_the_parameters_of_the_library(client: Client) -> None:
    cards.put(
        [
            card("Сад & пруд", url="/praktiki/sad/", summary="Сажали <всем> селом", facets=(("region", "permskiy-kray"),)),
            card("Пекарня", url="/praktiki/pekarnya/"),
        ]
    )

    name = "Практики сети фондов местных сообществ"

    def titles(address: str, tag: str) -> list[str]:
        return sorted(one.text for one in ElementTree.fromstring(client.get(address).content).iter(tag))

    assert titles("/practices/feed.rss", "title") == ["Пекарня", name, "Сад & пруд"]
    assert titles("/practices/feed.rss?region=permskiy-kray", "link") == [
        f"{settings.SITE_URL}/praktiki/",
        f"{settings.SITE_URL}/praktiki/sad/",
    ]
    assert titles("/practices/feed.atom?q=пекарня&page=abc", "{http://www.w3.org/2005/Atom}title") == ["Пекарня", name]


def test_the_map_of_the_site_has_pages_and_lists(client: Client) -> None:
    above = page("Об альянсе")
    above.add_child(instance=StandardPage(title="Наши люди"))
    page("Черновик", live=False)
    text = plain(client.get("/karta-sayta/"))
    assert [words in text for words in ("Об альянсе", "Наши люди", "/territorii/", "Черновик")] == [True, True, True, False]


def test_a_poster_has_the_title_a_phone_a_short_address_and_its_code(client: Client) -> None:
    shown = page("Об альянсе", intro="Помогаем сёлам.")
    text = plain(client.get(f"/poster/?page={shown.pk}"))
    host = settings.SITE_URL.partition("://")[2]
    told = ("<h1>Об альянсе</h1>", "Помогаем сёлам.", f"<b>{host}/s/{shown.pk}/</b>", 'role="img"', "+7 ", "noindex")
    assert [words for words in told if words not in text] == []
    assert client.get(f"/s/{shown.pk}/").headers["Location"] == shown.url


def test_no_poster_of_what_is_not_public(client: Client) -> None:
    draft, hidden = page("Черновик", live=False), page("Закрытая")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    root = Page.objects.get(depth=1)
    for number in (draft.pk, hidden.pk, root.pk, 999999, "abc", "", "-1", "9" * 30, "%00", "²"):
        assert (number, client.get(f"/poster/?page={number}").status_code) == (number, 404)
    assert [client.get(f"/s/{number}/").status_code for number in (draft.pk, hidden.pk, 10**30)] == [404, 404, 404]


def test_passing_on_says_what_whom_to_ring_and_where_in_400_signs(client: Client) -> None:
    shown = page("Об альянсе", intro="Помогаем сёлам. " * 60)
    text = re.search(r'<p class="share__t">(.*?)</p>', client.get(shown.url).content.decode(), re.S)[1]
    assert (text.startswith("Об альянсе\nПомогаем сёлам."), text.endswith(f"{settings.SITE_URL}/s/{shown.pk}/")) == (True, True)
    assert ("+7" in text, len(text) <= 400) == (True, True)
    assert f'href="/poster/?page={shown.pk}"' in client.get(shown.url).content.decode()


def test_a_link_in_a_messenger_comes_with_a_picture(client: Client) -> None:
    photo = Picture.objects.create(title="Поле", file=upload("pole.png", picture("PNG")))
    home = HomePage.objects.get(locale__language_code="ru")
    bare = home.add_child(instance=StandardPage(title="Без снимка"))
    shown = home.add_child(instance=StandardPage(title="Со снимком", photo=photo))
    told = [re.findall(r'property="og:image" content="([^"]+)"', client.get(page.url).content.decode()) for page in (bare, shown)]
    assert told[0][0].endswith(".jpg")
    assert told[1] == [f"{settings.SITE_URL}/s/{shown.pk}/picture.jpg"]
    assert client.get(f"/s/{shown.pk}/picture.jpg").status_code == 302
    assert client.get(f"/s/{bare.pk}/picture.jpg").status_code == 404
    shown.unpublish()
    assert client.get(f"/s/{shown.pk}/picture.jpg").status_code == 404
