"""The English edition: every link leads to the English page or says that what follows is in Russian; no stray Russian words."""

import re
import tomllib
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from wagtail.models import Locale, Page

from core import local_links
from core.cache import bump
from core.card_pages import refresh
from events.models import EventIndexPage, InternshipIndexPage
from home.models import DoorPage, FrontDoor, FrontTopic, HomePage, RegionIndexPage, RegionPage, StandardPage
from practices.models import PracticeIndexPage
from regions.models import Region
from school.models import SchoolPage
from tests.factories.cards import card, publish
from tests.factories.regions import organisation, territory

pytestmark = pytest.mark.django_db(transaction=True)
CYRILLIC = re.compile("[А-Яа-яЁё]")
# A title in the head holds no `lang` of its own: there names stay as they are spelt.
NAMES = re.compile("Общее поле|Тулаш")
SPOKEN = {"alt", "aria-label", "title", "placeholder"}
# Own screens of signed-in people, texts of consents and months of the calendar, which have no end.
NOT_WALKED = ("/en/poster/", "/en/dashboard/", "/en/accounts/", "/en/vision/", "/en/soglasiya/", "/en/sobytiya/month/")
WITHOUT_END = {"meta", "link", "img", "input", "br", "hr", "source", "use", "path"}


@dataclass
class Link:
    """A link of a page as it reads."""

    address: str
    hreflang: str
    words: str = ""


@dataclass
class Reader(HTMLParser):
    """Reads a page as a person does: links with their words, Russian words where nothing says that they are Russian."""

    links: list[Link] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def language(self) -> str:
        return next((lang for _tag, lang in reversed(self.open) if lang), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "a" and (said.get("href") or "").startswith("/"):
            self.links.append(Link(said["href"], said.get("hreflang", "")))
        if tag not in WITHOUT_END:
            self.open.append((tag, said.get("lang") or ""))
        if (said.get("lang") or self.language) == "en":
            self.stray += [said[name] for name in SPOKEN & said.keys() if CYRILLIC.search(said[name] or "")]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _lang in self.open]
        if "a" in tags and self.links:
            self.links[-1].words += data
        if self.language == "en" and CYRILLIC.search(NAMES.sub("", data)) and not {"script", "style"} & set(tags):
            self.stray.append(data.strip())


@pytest.fixture
def english() -> HomePage:
    """A small site: sections, a page, a region and a door in both languages; a page and a practice in Russian only."""
    cache.clear()
    bump()
    home = HomePage.objects.get(locale__language_code="ru")
    about = home.add_child(instance=StandardPage(title="Об альянсе", slug="ob-alyanse", intro="Кто мы."))
    home.add_child(instance=StandardPage(title="Контакты", slug="kontakty", in_footer=True))
    school = home.add_child(instance=SchoolPage(title="Школа", slug="shkola"))
    library = home.add_child(instance=PracticeIndexPage(title="Практики", slug="praktiki"))
    events = home.add_child(instance=EventIndexPage(title="События", slug="sobytiya"))
    calls = home.add_child(instance=InternshipIndexPage(title="Стажировки", slug="stazhirovki"))
    regions = home.add_child(instance=RegionIndexPage(title="Регионы", slug="regiony"))
    branches = {one.code: regions.add_child(instance=_region(one)) for one in Region.objects.all()}
    region = branches["RU-KIR"]
    door = home.add_child(instance=DoorPage(title="Инициативная группа", slug="gruppa"))
    organisation("Общее поле", "KIR", slug="obschee-pole", kind="fms")
    territory("Тулаш")
    publish(card("Мост", html='<article><h3><a href="/kontakty/">Мост</a></h3></article>', url="/kontakty/"))
    front = _translated(home, "A village stands on people")
    front.doors = [FrontDoor(title="Find a practice", text="Step by step.", address="/praktiki/", live="practice")]
    front.topics = [FrontTopic(title="Finding money", text="Nearby first.", address="/praktiki/?theme=sbor-sredstv")]
    front.save_revision().publish()
    names = {
        school: "School",
        library: "Practices",
        events: "Events",
        calls: "Internships",
        regions: "Regions",
        region: "Kirov Region",
        door: "Neighbours",
    }
    for page, title in names.items():
        _translated(page, title)
    text = '<p>Read about <a href="/praktiki/">practices</a> and <a href="/kontakty/#phone">contacts</a>.</p>'
    _translated(about, "About the alliance", intro="Who we are.", body=[("paragraph", text)])
    refresh(Page.objects.filter(locale__language_code="en"))
    bump()
    return front


def _region(region: Region) -> RegionPage:
    return RegionPage(title=region.name, slug=region.slug, region=region)


def _translated(page: Page, title: str, **fields: object) -> Page:
    copy = page.copy_for_translation(Locale.objects.get(language_code="en"))
    for name, value in {"title": title, **fields}.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return copy


def read(client: Client, address: str) -> Reader:
    answer = client.get(address)
    assert (address, answer.status_code) == (address, 200)
    reader = Reader()
    reader.feed(answer.content.decode())
    return reader


def test_a_walk_through_the_english_edition(client: Client, english: HomePage) -> None:
    """Everything a reader meets from the front page on: alive, English or marked, and no Russian word unannounced."""
    seen: dict[str, Reader] = {}
    waiting = [
        "/en/organizacii/",
        "/en/poisk/",
        *(page.url for page in Page.objects.filter(locale__language_code="en", depth__gt=1)),
    ]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen[address] = page = read(client, address)
        for link in page.links:
            path = link.address.partition("#")[0].partition("?")[0]
            assert client.get(link.address, follow=True).status_code == 200, (address, link)
            if path.startswith("/en/"):
                waiting += [path] * (not path.startswith(NOT_WALKED))
    assert len(seen) > 12
    assert {address: page.stray for address, page in seen.items() if page.stray} == {}


def test_a_link_leads_to_the_english_page_or_says_it_is_in_russian(client: Client, english: HomePage) -> None:
    links = {link.words.strip(): (link.address, link.hreflang) for link in read(client, "/en/ob-alyanse/").links}
    assert links["practices"] == ("/en/praktiki/", "")
    assert links["contacts (in Russian)"] == ("/kontakty/#phone", "ru")


def test_only_pages_that_stay_russian_are_called_russian(client: Client, english: HomePage) -> None:
    found = [link for link in read(client, "/en/").links if link.hreflang == "ru" and "(in Russian)" in link.words]
    assert {link.address for link in found} >= {"/regiony/permskiy-kray/", "/kontakty/"}
    assert [link.address for link in found if link.address.startswith("/en/")] == []
    assert ("/en/regiony/kirovskaya-oblast/", "") in {(link.address, link.hreflang) for link in read(client, "/en/").links}


def test_questions_stay_in_a_link_and_machines_addresses_stay_as_they_are(client: Client, english: HomePage) -> None:
    left = '<a href="/documents/3/ustav.pdf">Charter</a><a href="/static/site.css">x</a><a href="/practices/feed.rss">RSS</a>'
    html = f'{left}<a class="x" href="/praktiki/?theme=sad">Gardens</a><a href="/tt/poisk/">tt</a><form action="/poisk/">'
    assert local_links.localised(html, "en") == (
        f'{left}<a class="x" href="/en/praktiki/?theme=sad">Gardens</a><a href="/tt/poisk/">tt</a><form action="/en/poisk/">'
    )


def test_a_page_translated_later_is_no_longer_called_russian(client: Client, english: HomePage) -> None:
    _translated(Page.objects.get(slug="kontakty", locale__language_code="ru").specific, "Contacts")
    bump()
    assert "/en/kontakty/#phone" in {link.address for link in read(client, "/en/ob-alyanse/").links}


def test_the_russian_edition_is_left_alone(client: Client, english: HomePage) -> None:
    assert "на русском" not in client.get("/").content.decode()


def test_the_english_words_of_the_demo_are_english() -> None:
    folder = settings.BASE_DIR / "home" / "demo"
    for path in (folder / "english.toml", *folder.rglob("*.en.toml")):
        assert CYRILLIC.findall(repr(tomllib.loads(path.read_text(encoding="utf-8")))) == [], path.name
