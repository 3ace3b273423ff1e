"""Page types with content on a phone without scripts and before axe: one heading, nothing sideways, nothing from elsewhere."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser

from home.models import DoorPage, HomePage, RegionIndexPage, RegionPage, StandardPage
from people.models import User
from regions.models import Region
from tests.browser.conftest import Visit
from tests.factories import cards, events, regions, school

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
BOTH = (360, 1280)
VISIONS = ["200.bw.wide.on", "150.wb.normal.on"]
SCREENS = ["profile", "security", "consents", "data"]
OWN = ["/dashboard/", "/school/", *(f"/accounts/{name}/" for name in SCREENS)]
DESKS = ["/dashboard/", "/dashboard/people/", "/dashboard/calls/", "/dashboard/letters/", "/events/desk/"]


@pytest.fixture
def addresses() -> Iterator[list[str]]:
    """A small site, one page of a kind; the addresses a stranger may open."""
    cache.clear()
    front = HomePage.objects.get(locale__language_code="ru")
    text = [("paragraph", "<p>Денег в деревне обычно мало, а ресурсов — много.</p>")]
    standard = front.add_child(instance=StandardPage(title="Об альянсе", body=text))
    door = front.add_child(instance=DoorPage(title="Предпринимателю", intro="С чего начать."))
    index = front.add_child(instance=RegionIndexPage(title="Регионы", slug="regiony"))
    region = Region.objects.get(code="RU-PER")
    place = index.add_child(instance=RegionPage(title=region.name, slug=region.slug, region=region))
    regions.organisation("Живой берег", "PER", slug="zhivoy-bereg", kind="fms")
    cards.publish(*[f"Сад {number}" for number in range(5)])
    course = school.course()
    school.run_of(course)
    event = events.make_page(events.make_event())
    pages = [
        front,
        standard,
        door,
        index,
        place,
        school.school(),
        course,
        school.lessons_of(course)[0],
        event.get_parent(),
        event,
    ]
    register = f"/events/{event.slug}/register/"
    plain = ["/poisk/?q=сад", "/poisk/?q=ыыъщ", "/organizacii/", "/territorii/", "/soglasiya/", "/accounts/login/", "/vision/"]
    yield [*(page.url for page in pages), register, *plain]
    cache.clear()


def faults(visit: Visit, *, axe: bool = True) -> list[object]:
    """What is wrong with an opened page, in words."""
    found = Axe().run(visit.page, options=RULES).response["violations"] if axe else []
    rules = [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]
    headings = visit.page.locator("h1").count()
    shape = (headings, visit.sideways(), len(visit.hosts))
    return [*rules, *visit.complaints, *([] if shape == (1, 0, 1) else [shape])]


def walk(
    chromium: Browser,
    site: str,
    paths: list[str],
    *,
    widths: tuple[int, ...] = (360,),
    user: User | None = None,
    vision: str = "",
    axe: bool = True,
    **look: object,
) -> dict[str, list]:
    """The faults of each address at each width, opened one after another in one window."""
    context = chromium.new_context(viewport={"width": widths[0], "height": 800}, **look)
    if user:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    if vision:
        context.add_cookies([{"name": settings.VISION_COOKIE, "value": vision, "url": site}])
    found = {}
    for path in paths:
        visit = Visit(context.new_page())
        status = visit.page.goto(site + path).status
        wrong = [status] * (status != 200)
        for width in widths:
            visit.page.set_viewport_size({"width": width, "height": 800})
            wrong += faults(visit, axe=axe)
        found |= {path: wrong} if wrong else {}
        visit.page.close()
    context.close()
    return found


def test_public_pages(chromium: Browser, quiet_site: str, addresses: list[str]) -> None:
    """Without a script on a phone, then before axe on a phone and a desk, then a sample in the dark and for weak eyes."""
    sample = [addresses[0], addresses[6], addresses[9]]
    assert walk(chromium, quiet_site, addresses, java_script_enabled=False, axe=False) == {}
    assert walk(chromium, quiet_site, addresses, widths=BOTH) == {}
    assert walk(chromium, quiet_site, sample, color_scheme="dark") == {}
    for vision in VISIONS:
        assert walk(chromium, quiet_site, sample, vision=vision) == {}


def test_screens_of_a_person(chromium: Browser, quiet_site: str, anna: User) -> None:
    assert walk(chromium, quiet_site, OWN, user=anna, widths=BOTH) == {}


def test_desks(chromium: Browser, quiet_site: str, settings: object, vera: User) -> None:
    settings.STAFF_MFA = False
    assert walk(chromium, quiet_site, DESKS, user=vera, widths=BOTH) == {}
