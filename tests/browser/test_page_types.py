"""Every page type on a phone, without scripts and before axe: one heading, nothing sideways, nothing from elsewhere."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Route

from events.models import InternshipCall, InternshipCallPage, InternshipIndexPage
from events.models.registration import Registration
from home.models import DoorPage, HomePage, RegionIndexPage, RegionPage, StandardPage
from people.models import User
from practices.models import PracticePage
from regions.models import Region
from school.models import CoursePage, CourseRun, LessonPage
from school.services.enrolling import enrol
from tests.browser.conftest import Visit, sign_in
from tests.factories import cards, events, practices, regions, school
from tests.factories.people import consent_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
PHONE, DESK = 360, 1280
VISIONS = ["200.bw.wide.on", "150.wb.normal.on"]
SCREENS = ["profile", "security", "consents", "data", "data/erase"]
OWN = ["/dashboard/", "/school/", *(f"/accounts/{name}/" for name in SCREENS)]
DESKS = ["/dashboard/", "/dashboard/people/", "/dashboard/calls/", "/dashboard/letters/", "/events/desk/"]
FOUND = ["/poisk/?q=сад", "/poisk/?q=ыыъщ", "/organizacii/", "/territorii/"]
FORMS = ["/accounts/login/", "/accounts/card/", "/events/link/", "/events/ticket/"]
PLAYER = "vk.com"
VIDEO = "44444444-4444-4444-4444-444444444444"


@dataclass(frozen=True)
class Stop:
    """An address; what is typed there and which button is pressed; the status the browser must get in the end."""

    path: str
    status: int = 200
    press: str = ""
    typed: dict[str, str] = field(default_factory=dict)


@dataclass
class Places:
    """A small site, one page of a kind."""

    public: list[str]
    course: CoursePage
    run: CourseRun
    lesson: LessonPage
    event: str
    front: str
    ticket: Registration


@pytest.fixture
def places() -> Iterator[Places]:
    cache.clear()
    front = HomePage.objects.get(locale__language_code="ru")
    course, event = school.course(), events.make_event()
    run = school.run_of(course)
    first = school.lessons_of(course)[0]
    film = {"title": "Обход улицы", "url": f"https://{PLAYER}/video-1_2", "minutes": 6, "megabytes": 24, "transcript": "Идём."}
    first.body = LessonPage._meta.get_field("body").to_python([{"type": "video", "id": VIDEO, "value": film}])
    first.save_revision().publish()
    page = events.make_page(event)
    ticket = events.take_place(event, "olga@example.org")
    told = [front, *about(front), school.school(), course, first, page.get_parent(), page, *internships(front), *library()]
    addresses = [
        *(one.url for one in told),
        reverse("school:video", args=[first.translation_key, VIDEO]),
        f"/events/{page.slug}/register/",
        reverse("events:ticket", args=[ticket.link_token("ticket")]),
        *directory(),
        *FOUND,
        *FORMS,
        "/soglasiya/",
        "/vision/",
        f"/sobytiya/month/{event.starts_at:%Y-%m}/",
    ]
    yield Places(addresses, course, run, first, page.url, front.url, ticket)
    cache.clear()


def about(front: HomePage) -> list:
    """Pages of the front floor: text, a door, the regions and one of them."""
    text = [("paragraph", "<p>Денег в деревне обычно мало, а ресурсов — много.</p>")]
    standard = front.add_child(instance=StandardPage(title="Об альянсе", body=text))
    door = front.add_child(instance=DoorPage(title="Предпринимателю", intro="С чего начать."))
    index = front.add_child(instance=RegionIndexPage(title="Регионы", slug="regiony"))
    region = Region.objects.get(code="RU-PER")
    return [standard, door, index, index.add_child(instance=RegionPage(title=region.name, slug=region.slug, region=region))]


def internships(front: HomePage) -> list:
    """The section and an open call."""
    moment = timezone.now()
    call = InternshipCall.objects.create(
        code="2701", title="Осень", status="published", places=12,
        opens_at=moment - dt.timedelta(days=1), closes_at=moment + dt.timedelta(days=9),
    )  # fmt: skip
    index = front.add_child(instance=InternshipIndexPage(title="Стажировки", slug="stazhirovki", intro="Неделя у соседей."))
    page = InternshipCallPage(title="Осенние стажировки", slug="osen", intro="Смотрите", translation_key=call.key)
    return [index, index.add_child(instance=page)]


def library() -> list:
    """The library with cards and a published practice."""
    practices.practice_page(transfer_conditions="- Есть НКО со счётом\n- Река не судоходная").save_revision().publish()
    cards.publish(*[f"Сад {number}" for number in range(5)])
    return [practices.library(), PracticePage.objects.get()]


def directory() -> list[str]:
    """The page of an organisation and of a territory."""
    place = regions.territory()
    org = regions.organisation("Живой берег", "PER", slug="zhivoy-bereg", short_name="Берег", territory=None)
    return [f"/organizacii/{org.pk}-{org.slug}/", f"/territorii/{place.pk}-{place.slug}/"]


def faults(visit: Visit, *, axe: bool = True) -> list[object]:
    """What is wrong with an opened page, in words."""
    found = Axe().run(visit.page, options=RULES).response["violations"] if axe else []
    rules = [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]
    complaints = [said for said in visit.complaints if not said.startswith("Failed to load resource: the server responded")]
    outside = {host for host in visit.hosts if not host.startswith("127.0.0.1") and host != PLAYER}
    shape = (visit.page.locator("h1").count(), visit.sideways(), outside)
    return [*rules, *complaints, *([] if shape == (1, 0, set()) else [shape])]


def a_film(route: Route) -> None:
    """What the player's host would send: the tests go nowhere."""
    body = "<!doctype html><html lang='ru'><title>Видео</title><main><h1>Видео</h1></main></html>"
    route.fulfill(body=body, content_type="text/html; charset=utf-8")


class Walk:
    """One window of one role: stops are opened one after another, their faults gathered."""

    def __init__(self, chromium: Browser, site: str, user: User | None = None, *, script: bool = True) -> None:
        self.site, self.context = site, chromium.new_context(java_script_enabled=script)
        self.context.route(f"https://{PLAYER}/**", a_film)
        if user:
            sign_in(self.context, site, user)
        self.visit = Visit(self.context.new_page())

    def look(self, *stops: str | Stop, widths: tuple[int, ...] = (PHONE,), axe: bool = True) -> dict[str, list]:
        """What is wrong where; nothing where all is well."""
        found = {}
        for one in stops:
            stop = Stop(one) if isinstance(one, str) else one
            self.visit.complaints, self.visit.hosts = [], set()
            self.visit.page.set_viewport_size({"width": widths[0], "height": 800})
            status = self._open(stop)
            wrong = [status] * (status != stop.status)
            for width in widths:
                if width != widths[0]:
                    self.visit.page.set_viewport_size({"width": width, "height": 800})
                wrong += faults(self.visit, axe=axe)
            found |= {stop.path: wrong} if wrong else {}
        return found

    def in_eyes_of(self, vision: str) -> None:
        """The scheme for weak eyes from now on; an empty word ends it."""
        self.context.add_cookies([{"name": settings.VISION_COOKIE, "value": vision, "url": self.site}])

    def _open(self, stop: Stop) -> int:
        page = self.visit.page
        answer = page.goto(self.site + stop.path)
        if stop.press:
            for name, words in stop.typed.items():
                page.locator(f"[name={name}]").first.fill(words)
            with page.expect_response(lambda one: one.request.is_navigation_request() and one.status not in (301, 302)) as said:
                page.get_by_role("main").get_by_role("button", name=stop.press, exact=True).first.click()
            answer = said.value
            page.wait_for_load_state()
        return answer.status


def answers(places: Places, address: str) -> list[Stop]:
    """What forms and missing pages answer: a form with errors, the page of the code, «такой страницы нет»."""
    register = next(path for path in places.public if path.endswith("/register/"))
    return [
        Stop(register, 422, "Записаться", {"surname": "Рябинина"}),
        Stop("/net-takoy-stranicy/", 404),
        Stop("/accounts/login/", press="Прислать код", typed={"email": address}),
    ]


def test_public_pages_without_a_script(chromium: Browser, quiet_site: str, places: Places) -> None:
    walk = Walk(chromium, quiet_site, script=False)
    assert walk.look(*places.public, *answers(places, "guest@example.org"), axe=False) == {}
    walk.context.close()


def test_public_pages(chromium: Browser, quiet_site: str, places: Places) -> None:
    """Before axe on a phone; then a sample on a desk, in the dark and for weak eyes."""
    walk = Walk(chromium, quiet_site)
    sample = [places.front, places.course.url, places.event, "/praktiki/most/", "/stazhirovki/osen/"]
    assert walk.look(*places.public, *answers(places, "other@example.org")) == {}
    assert walk.look(*sample, widths=(DESK,)) == {}
    walk.visit.page.emulate_media(color_scheme="dark")
    assert walk.look(*sample) == {}
    walk.visit.page.emulate_media(color_scheme="light")
    for vision in VISIONS:
        walk.in_eyes_of(vision)
        assert walk.look(*sample[1:4]) == {}
    walk.context.close()


def test_screens_of_a_person(chromium: Browser, quiet_site: str, anna: User, places: Places) -> None:
    consent_document("school")
    enrol(places.run, anna)
    walk = Walk(chromium, quiet_site, anna)
    assert walk.look(*OWN, places.course.url, places.lesson.url) == {}
    assert walk.look(OWN[0], places.lesson.url, widths=(DESK,)) == {}
    walk.context.close()


def test_desks(chromium: Browser, quiet_site: str, vera: User, places: Places) -> None:
    event, person = places.ticket.event, User.objects.get(email="vera@example.org")
    mine = [
        reverse("events:desk_event", args=[event.key]),
        reverse("events:desk_people", args=[event.key]),
        reverse("events:desk_add", args=[event.key]),
        reverse("events:desk_person", args=[event.key, places.ticket.public_id]),
        reverse("dashboard:person", args=[person.public_id]),
        reverse("dashboard:person_add"),
    ]
    walk = Walk(chromium, quiet_site, vera)
    assert walk.look(*DESKS, *mine) == {}
    assert walk.look(*DESKS[1:], *mine[:2], widths=(DESK,)) == {}
    walk.context.close()
