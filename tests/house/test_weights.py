"""What pages with real content weigh: HTML, elements, requests of the first view (spec: performance, table of targets).

Texts are those of the demo, so that gzip meets living Russian; forms hold their fields, lists their full page.
"""

import datetime as dt
import gzip
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from core import cards
from core.cache import bump
from core.models import Term
from events.cards import event_card
from events.models import Session, Speaker
from home.loading.source import read, read_all
from home.models import FooterLink, FrontDoor, FrontTopic, HomePage, NavigationLink, SiteLook, StandardPage
from people.models import User
from practices.cards import card_of
from practices.models import PracticePage
from regions.models import Region
from school.models import LessonPage
from school.services.enrolling import enrol
from tests.factories.events import make_event, make_organiser, make_page, make_place, region, take_place
from tests.factories.school import course, lessons_of, run_of
from tests.practices.test_publishing import practice_page

pytestmark = pytest.mark.django_db(transaction=True)
CARDS, LESSONS, PEOPLE, ELEMENTS = 24, 30, 50, 600
MENU = ("Школа", "Практики", "События", "Стажировки", "Регионы")
FOOT = ("Школа ФМС", "Библиотека практик", "События и ФМС-ЛАБ", "Стажировки", "Организации", "Тексты согласий", "Карта сайта")
# kind of page: (kilobytes of packed HTML, requests of the first view)
TARGETS = {
    "главная": (8, 6),
    "список практик": (8, 10),
    "практика": (8, 6),
    "обычная страница": (8, 6),
    "поиск": (8, 5),
    "курс": (6, 5),
    "урок": (8, 6),
    "событие": (6, 5),
    "форма записи": (6, 5),
    "рабочий стол": (12, 6),
}


@dataclass
class Seen(HTMLParser):
    """Counts elements and gathers what a browser fetches before anybody scrolls; the icon of the tab is not waited for."""

    def __post_init__(self) -> None:
        super().__init__()
        self.elements, self.files = 0, {"the font that the style sheet asks for"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.elements += 1
        now = (tag == "link" and (told.get("rel") in ("stylesheet", "preload"))) or tag == "script"
        if now or (tag == "img" and told.get("loading") != "lazy") or tag == "use":
            self.files.add((told.get("href") or told.get("src") or "").partition("#")[0])


def text(number: int, length: int) -> str:
    """So much of a practice's story, cut between words."""
    stories = [" ".join(row["problem"].split()) + " " + row["summary"].strip() for row in read_all("practices")]
    story = stories[number % len(stories)][number // len(stories) * 60 :]
    return story[:length].rpartition(" ")[0]


def frame(front: HomePage) -> None:
    """Menu and footer of the demo, doors and topics of its front page."""
    look = SiteLook.for_site(Site.objects.get(is_default_site=True))
    look.navigation = [NavigationLink(title=title, address=f"/razdel-{at}/") for at, title in enumerate(MENU)]
    look.footer = [FooterLink(section="Разделы", title=title, address=f"/dokument-{at}/") for at, title in enumerate(FOOT)]
    look.address = "610000, Киров, ул. Садовая, 4"
    look.save()
    told = read("pages")["front"]
    front.lead, front.statement = told["lead"], told["statement"]
    front.doors = [FrontDoor(title=door["title"], text=door["text"], address=door["link"]) for door in told["doors"]]
    front.topics = [FrontTopic(title=topic["title"], text=topic["text"]) for topic in told["coordinator_topics"]]
    front.save_revision().publish()


def library() -> PracticePage:
    """A full page of cards with all themes, groups and regions among them; gives one practice with its whole story."""
    rows, terms, homes = read_all("practices"), {one.slug: one for one in Term.objects.all()}, list(Region.objects.all())
    made = []
    for number in range(CARDS):
        row = rows[number % len(rows)]
        title = row["title"] if number < len(rows) else f"{row['steps'][0]['title']}: {row['steps'][1]['title'].lower()}"
        page = practice_page(title[:100], f"{row['slug']}-{number}")
        page.summary = row["summary"].strip() if number < len(rows) else text(number, 180)
        page.problem, page.region = row["problem"], homes[number % len(homes)]
        page.participants, page.duration, page.stage = row.get("participants"), row.get("duration"), row["stage"]
        page.themes, page.groups = [terms[slug] for slug in row["themes"]], [terms[slug] for slug in row["groups"]]
        for field, block in (("steps", "step"), ("resources", "resource")):
            setattr(page, field, [(block, one) for one in row.get(field, [])])
        page.what_failed, page.transfer_conditions = row.get("what_failed", ""), row.get("transfer_conditions", "")
        page.save()
        made.append(PracticePage.objects.get(pk=page.pk))
    cards.put([card_of(page) for page in made])
    return made[0]


def meeting(host: User) -> str:
    """An event with programme and speakers and a desk of fifty people; its slug."""
    event = make_event(100, place=make_place())
    make_organiser(event, host)
    for number in range(12):
        start = event.starts_at + dt.timedelta(hours=number)
        Session.objects.create(event=event, title=text(number, 60), starts_at=start)
        who = Speaker.objects.create(name=f"Анна Козлова-{number}", position=text(number, 40), region=region("PER"), agreed=True)
        event.speakers.add(who)
    page = make_page(event)
    cards.put([event_card(page)])
    for number in range(PEOPLE):
        take_place(event, surname=f"Рябинина-{number}", organisation_name=f"ТОС «{text(number, 20)}»")
    return page.slug


def learning(who: User) -> list[str]:
    """A course of thirty lessons where the person learns, and one lesson of it."""
    page = course()
    module = page.get_children().first()
    for number in range(LESSONS - len(lessons_of(page))):
        module.add_child(instance=LessonPage(title=text(number, 50), slug=f"urok-{number}", minutes=10))
    lesson = lessons_of(page)[0]
    lesson.body = [("paragraph", f"<p>{text(number, 300)}</p>") for number in range(8)]
    lesson.save_revision().publish()
    enrol(run_of(page), who)
    return [page.url, lesson.url]


@pytest.fixture
def addresses(anna: User, zoya: User) -> dict[str, tuple[User | None, str]]:
    """Kind of page → who opens it and where."""
    cache.clear()
    front = HomePage.objects.get(locale__language_code="ru")
    frame(front)
    practice, slug, (shown, lesson) = library(), meeting(zoya), learning(anna)
    parent = front
    for number in range(3):
        body = [("paragraph", f"<p>{text(number + one, 400)}</p>") for one in range(8)]
        parent = parent.add_child(instance=StandardPage(title=text(number, 40), intro=text(number, 150), body=body))
    bump()
    event = Client().get(f"/events/{slug}/register/").context["event"]
    return {
        "главная": (None, "/"),
        "список практик": (None, practice.get_parent().url),
        "практика": (None, practice.url),
        "обычная страница": (None, parent.url),
        "поиск": (None, "/poisk/?q=село"),
        "курс": (anna, shown),
        "урок": (anna, lesson),
        "событие": (None, f"/sobytiya/{slug}/"),
        "форма записи": (None, f"/events/{slug}/register/"),
        "рабочий стол": (zoya, reverse("events:desk_people", args=[event.key])),
    }


def test_pages_keep_their_weight(addresses: dict[str, tuple[User | None, str]]) -> None:
    """Over the target: status, bytes, elements, requests."""
    over = {}
    assert addresses.keys() == TARGETS.keys()
    for kind, (who, address) in addresses.items():
        client = Client()
        if who:
            client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        answer, seen = client.get(address), Seen()
        seen.feed(answer.content.decode())
        told = (answer.status_code, len(gzip.compress(answer.content, 6)), seen.elements, 1 + len(seen.files))
        kilobytes, requests = TARGETS[kind]
        if told[0] != 200 or told[1] > kilobytes * 1024 or told[2] > ELEMENTS or told[3] > requests:
            over[kind] = told
    assert over == {}
