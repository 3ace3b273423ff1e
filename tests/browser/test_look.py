"""Every component in every scheme on a phone and a desk: nothing axe objects to, nothing sideways, nothing from elsewhere."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
COMPONENTS = "/dev/components/"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
SCHEMES = ["", "200.bw.wide.on", "150.wb.normal.on", "125.blue.normal.off", "200.sepia.normal.on", "150.green.wide.on"]


def objections(visit: object) -> list[tuple[str, str]]:
    found = Axe().run(visit.page, options=RULES).response["violations"]
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("vision", SCHEMES)
def test_components_in_every_scheme(visit: Callable, vision: str, width: int) -> None:
    page = visit(COMPONENTS, width=width, vision=vision)
    assert (objections(page), page.sideways(), page.complaints, len(page.hosts)) == ([], 0, [], 1)


@pytest.mark.parametrize("width", [360, 1280])
def test_components_in_the_dark(visit: Callable, width: int) -> None:
    page = visit(COMPONENTS, width=width, dark=True)
    assert (objections(page), page.sideways(), page.complaints) == ([], 0, [])


@pytest.mark.parametrize("path", ["/vision/", "/net-takoy-stranicy/"])
def test_pages_of_the_frame(visit: Callable, path: str) -> None:
    page = visit(path, width=360)
    assert (objections(page), page.sideways()) == ([], 0)


def test_the_view_is_chosen_without_a_script(visit: Callable) -> None:
    page = visit("/vision/?next=/vision/", width=360, script=False).page
    page.get_by_role("button", name="150 %").click()
    page.get_by_role("button", name="Обычная версия сайта").wait_for()
    assert page.locator("html").get_attribute("data-size") == "150"
    page.get_by_role("button", name="Обычная версия сайта").click()
    assert page.locator("html").get_attribute("data-vision") is None


def test_escape_closes_the_menu_and_keeps_the_place(visit: Callable) -> None:
    page = visit(COMPONENTS, width=360).page
    page.locator("details.menu > summary").click()
    assert page.locator("details.menu").get_attribute("open") == ""
    page.keyboard.press("Escape")
    assert page.locator("details.menu").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_second_click_is_dropped_and_a_later_one_passes(visit: Callable) -> None:
    page = visit(COMPONENTS).page
    page.clock.install()
    sent = """() => {
        const form = document.querySelector("form[method=post]");
        let passed = 0;
        document.addEventListener("submit", (event) => { if (!event.defaultPrevented) passed += 1; event.preventDefault(); });
        window.press = () => { form.requestSubmit(); return passed; };
    }"""
    page.evaluate(sent)
    assert (page.evaluate("press()"), page.evaluate("press()")) == (1, 1)
    page.clock.fast_forward(2_500)
    assert page.evaluate("press()") == 2


def test_tile_grid_is_a_list_on_a_phone(visit: Callable) -> None:
    lefts = (
        "[...new Set([...document.querySelectorAll('.tile')].map(one => Math.round(one.getBoundingClientRect().left)))].length"
    )
    assert (visit(COMPONENTS, width=360).page.evaluate(lefts), visit(COMPONENTS).page.evaluate(lefts)) == (1, 5)
