"""Nothing typed is lost in a real browser: a cut connection, a lost session, a second tab, the back button, no script."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from core import drafts
from core.models import Draft, EarlierText
from people.models import User
from tests.core.draft_urls import ABOUT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.core.draft_urls")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
TEN_SECONDS = 10_100
OFF = "Нет связи, текст цел на этом устройстве"
KEPT = "Мы сохранили написанное"


class Device:
    """A browser of its own: its cookies, its storage, its tabs."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.context, self.site = context, site

    def enter(self, user: User) -> None:
        """Signed in, as if by the door."""
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])

    def tab(self, path: str = "/notes/own/") -> Page:
        page = self.context.new_page()
        page.clock.install()
        page.goto(self.site + path)
        return page


@pytest.fixture
def device(chromium: Browser, quiet_site: str, anna: User) -> Iterator[Callable[..., Device]]:
    """`device()`: Анна's; `device(script=False)`: without scripts; `device(width=360)`."""
    contexts = []

    def make(*, script: bool = True, width: int = 1280) -> Device:
        context = chromium.new_context(java_script_enabled=script, viewport={"width": width, "height": 800})
        context.set_default_timeout(10_000)
        contexts.append(context)
        made = Device(context, quiet_site)
        made.enter(anna)
        return made

    yield make
    for context in contexts:
        context.close()


def state(page: Page) -> object:
    return page.locator("[data-off]")


def saved(user: User) -> dict:
    return drafts.load(user, ABOUT).values


def test_a_field_saves_itself_in_ten_seconds(device, anna):
    page = device().tab()
    page.get_by_label("Текст", exact=True).fill("Наш двор")
    page.clock.fast_forward(TEN_SECONDS)
    expect(state(page)).to_have_text(re.compile(r"Сохранено в \d\d:\d\d"))
    assert page.evaluate("localStorage.length") == 0  # the server has it, the device forgets
    page.get_by_label("Раз").check()
    page.get_by_label("Три").check()
    with page.expect_response("**/drafts/field/"):
        page.clock.fast_forward(TEN_SECONDS)
    assert saved(anna) == {"text": "Наш двор", "done": ["1", "3"]}


def test_a_cut_connection_loses_nothing(device, anna):
    phone = device()
    page = phone.tab()
    phone.context.set_offline(True)
    page.get_by_label("Текст", exact=True).fill("Набрано в поле без связи")
    page.clock.fast_forward(TEN_SECONDS)
    expect(state(page)).to_have_text(OFF)
    page.get_by_role("button", name="Отправить").click()  # nothing leaves, nothing is lost
    expect(state(page)).to_have_text(OFF)
    assert page.get_by_label("Текст", exact=True).input_value() == "Набрано в поле без связи"
    page.close()  # the phone went dark
    assert saved(anna) == {}
    phone.context.set_offline(False)
    again = phone.tab()
    expect(again.get_by_label("Текст", exact=True)).to_have_value("Набрано в поле без связи")
    expect(state(again)).to_have_text(re.compile("Сохранено в"))
    assert saved(anna)["text"] == "Набрано в поле без связи"


def test_when_the_connection_comes_back_the_text_goes_by_itself(device, anna):
    phone = device()
    page = phone.tab()
    phone.context.set_offline(True)
    page.get_by_label("Текст", exact=True).fill("Пока без связи")
    page.clock.fast_forward(TEN_SECONDS)
    expect(state(page)).to_have_text(OFF)
    phone.context.set_offline(False)
    expect(state(page)).to_have_text(re.compile("Сохранено в"))
    assert saved(anna)["text"] == "Пока без связи"


def test_leaving_the_page_saves_and_back_shows_the_text(device, anna):
    page = device().tab()
    page.get_by_label("Текст", exact=True).fill("Ушла, не сохранив")
    page.get_by_role("link", name="Другая страница").click()
    page.get_by_role("heading", name="Другая").wait_for()
    page.go_back()
    expect(page.get_by_label("Текст", exact=True)).to_have_value("Ушла, не сохранив")
    page.reload()
    expect(page.get_by_label("Текст", exact=True)).to_have_value("Ушла, не сохранив")
    assert saved(anna)["text"] == "Ушла, не сохранив"


def test_a_second_tab_keeps_both_texts(device, anna):
    desk = device()
    first, second = desk.tab(), desk.tab()
    first.get_by_label("Текст", exact=True).fill("Первая вкладка")
    first.clock.fast_forward(TEN_SECONDS)
    expect(state(first)).to_have_text(re.compile("Сохранено в"))
    second.get_by_label("Текст", exact=True).fill("Вторая вкладка")
    second.clock.fast_forward(TEN_SECONDS)
    expect(second.get_by_label("Прежний текст")).to_have_value("Первая вкладка")
    assert second.get_by_label("Текст", exact=True).input_value() == "Вторая вкладка"
    assert (saved(anna)["text"], EarlierText.objects.get().value) == ("Вторая вкладка", "Первая вкладка")
    second.get_by_label("Текст", exact=True).fill("Вторая вкладка, дальше")
    second.clock.fast_forward(TEN_SECONDS)
    expect(state(second)).to_have_text(re.compile(r"Сохранено в \d\d:\d\d$"))
    assert EarlierText.objects.count() == 1  # one tab does not quarrel with itself
    second.get_by_role("button", name="Вернуть прежний").click()
    expect(second.get_by_label("Текст", exact=True)).to_have_value("Первая вкладка")
    expect(second.get_by_label("Прежний текст")).to_have_value(re.compile("Вторая вкладка, дальше"))


def test_a_lost_session_brings_the_form_back_filled(device, anna):
    desk = device()
    page = desk.tab("/notes/plain/")
    page.get_by_label("Текст", exact=True).fill("Длинный текст")
    page.get_by_label("Вид").select_option("b")
    page.get_by_label("Сам", exact=True).check()
    Session.objects.all().delete()
    page.get_by_role("button", name="Отправить").click()
    page.wait_for_url("**/accounts/login/**")
    desk.enter(anna)
    page.goto(desk.site + "/notes/plain/")
    expect(page.get_by_text(KEPT)).to_be_visible()
    values = [page.get_by_label("Текст", exact=True).input_value(), page.get_by_label("Вид").input_value()]
    assert (values, page.get_by_label("Сам", exact=True).is_checked()) == (["Длинный текст", "b"], True)
    page.get_by_role("button", name="Отправить").click()
    page.get_by_text("Принято").wait_for()


def test_a_lost_session_while_saving_keeps_the_text_on_the_device(device, anna):
    desk = device()
    page = desk.tab()
    Session.objects.all().delete()
    page.get_by_label("Текст", exact=True).fill("Дописано после выхода")
    page.clock.fast_forward(TEN_SECONDS)
    expect(state(page)).to_have_text(re.compile("Вы вышли с сайта"))
    desk.enter(anna)
    page.goto(desk.site + "/notes/own/")
    expect(page.get_by_label("Текст", exact=True)).to_have_value("Дописано после выхода")
    expect(state(page)).to_have_text(re.compile("Сохранено в"))
    assert saved(anna)["text"] == "Дописано после выхода"


def test_another_person_on_the_same_device_gets_nothing(device, anna, boris):
    phone = device()
    page = phone.tab()
    phone.context.set_offline(True)
    page.get_by_label("Текст", exact=True).fill("Только для Анны")
    page.close()
    phone.context.set_offline(False)
    phone.context.clear_cookies()
    phone.enter(boris)
    his = phone.tab()
    expect(his.get_by_label("Текст", exact=True)).to_have_value("")
    assert his.evaluate("localStorage.length") == 0
    assert Draft.objects.count() == 0


def test_signing_out_clears_the_device(device):
    phone = device()
    page = phone.tab()
    phone.context.set_offline(True)
    page.get_by_label("Текст", exact=True).fill("Не успела сохранить")
    assert page.evaluate("localStorage.length") == 1
    page.evaluate("window.stop()")
    phone.context.set_offline(False)
    page.route("**/drafts/field/", lambda route: route.abort())
    page.goto(phone.site + "/accounts/logout/")
    page.locator("main").get_by_role("button", name="Выйти").click()
    page.wait_for_url(phone.site + "/")
    assert page.evaluate("localStorage.length") == 0


def test_a_form_that_was_sent_leaves_nothing_behind(device, anna):
    page = device().tab()
    page.get_by_label("Текст", exact=True).fill("Готово")
    page.get_by_role("button", name="Отправить").click()
    page.get_by_text("Принято").wait_for()
    assert saved(anna) == {}


def test_a_refused_form_keeps_its_text(device):
    page = device().tab()
    page.get_by_label("Заголовок").fill("Без текста")
    page.get_by_role("button", name="Отправить").click()
    page.get_by_text("Заполните это поле.").wait_for()
    expect(page.get_by_label("Заголовок")).to_have_value("Без текста")


def test_without_a_script_the_button_saves(device, anna):
    desk = device(script=False)
    page = desk.tab()
    page.get_by_label("Текст", exact=True).fill("Без сценариев")
    page.get_by_role("button", name="Сохранить черновик").click()
    page.get_by_text(re.compile("Черновик сохранён в")).wait_for()
    assert (page.get_by_label("Текст", exact=True).input_value(), saved(anna)["text"]) == ("Без сценариев", "Без сценариев")


@pytest.mark.parametrize("width", [360, 1280])
def test_both_notes_are_fit_to_be_read(device, anna, width):
    drafts.save(anna, ABOUT, "text", "Раньше", 0, drafts.Writer("a", 1))
    drafts.save(anna, ABOUT, "text", "Позже", 0, drafts.Writer("b", 1))
    desk = device(width=width)
    page = desk.tab()
    Session.objects.all().delete()
    page.get_by_role("button", name="Отправить").click()
    page.wait_for_url("**/accounts/login/**")
    desk.enter(anna)
    page.goto(desk.site + "/notes/own/")
    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(page.get_by_label("Прежний текст")).to_have_value("Раньше")
    found = Axe().run(page, options=RULES).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert ([(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]], wide) == ([], 0)
