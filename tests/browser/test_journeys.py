"""The four walks of the first day in Chromium: three on a phone without scripts, the editor's on a desk with them."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from core.bots import NUMBERS
from core.mail.kinds import kind_of
from core.models import Letter, Term
from events.models import Registration
from people.models import User
from people.services.cards import issue_card
from practices.models import PracticePage
from tests.browser.conftest import sign_in
from tests.factories.events import make_event, make_page
from tests.factories.people import consent_document
from tests.factories.practices import library
from tests.factories.regions import organisation
from tests.factories.school import course, run_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Сельская баня своими руками"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def phone(chromium: Browser, quiet_site: str) -> Iterator[Page]:
    """A phone of 360 px without scripts."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False, base_url=quiet_site)
    yield context.new_page()
    context.close()


def press(page: Page, words: str) -> None:
    """Press a button of the page's main part."""
    page.get_by_role("main").get_by_role("button", name=words, exact=True).first.click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(words))


def letter_to(address: str) -> str:
    """The words of the newest letter, as the worker makes them."""
    letter = Letter.objects.filter(to=address).latest("pk")
    return kind_of(letter.kind).make(letter).text


def code_for(address: str) -> str:
    return re.search(r"\b\d{4}-\d{4}\b", letter_to(address))[0]


def test_anna_signs_in_by_a_code(phone: Page, anna: User) -> None:
    phone.goto("/accounts/profile/")
    heading(phone, "Войти или начать")
    phone.get_by_label("Электронная почта").first.fill("Anna@Example.org")
    press(phone, "Прислать код")
    phone.get_by_label("Код из письма").fill(code_for("anna@example.org"))
    press(phone, "Войти")
    heading(phone, "Обо мне")
    expect(phone.get_by_label("Фамилия")).to_have_value("Соловьёва")


def test_the_link_of_the_letter_and_the_card_let_in_by_their_buttons(
    chromium: Browser, quiet_site: str, phone: Page, anna: User, klavdia: User, boris: User
) -> None:
    phone.goto("/accounts/login/")
    phone.get_by_label("Электронная почта").first.fill("anna@example.org")
    press(phone, "Прислать код")
    other = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False, base_url=quiet_site)
    page = other.new_page()
    page.goto(re.search(r"/accounts/login/link/\S+", letter_to("anna@example.org"))[0])
    press(page, "Войти здесь")
    expect(page.get_by_role("main")).to_contain_text("Соловьёва")
    other.clear_cookies()
    _card, code = issue_card(klavdia, by=boris)
    page.goto("/accounts/card/")
    page.get_by_label("Код с карточки").fill(code)
    page.get_by_label("Ваша фамилия").fill("Попова")
    press(page, "Войти")
    expect(page.get_by_role("main")).to_contain_text("Попова")
    other.close()


def test_a_learner_finishes_a_course(phone: Page, quiet_site: str, anna: User) -> None:
    consent_document("school")
    page = course()
    run_of(page)
    sign_in(phone.context, quiet_site, anna)
    phone.goto(page.url)
    phone.get_by_role("link", name="Записаться").click()
    phone.locator("[name=consent]").check()
    press(phone, "Записаться")
    heading(phone, "Что такое фонд")
    press(phone, "Пройдено, дальше")
    heading(phone, "Три истории")
    press(phone, "Пройдено, дальше")
    heading(phone, "Проверьте себя")
    phone.get_by_label("С обхода дворов").check()
    press(phone, "Ответить")
    expect(phone.get_by_text("Сначала люди.")).to_be_visible()
    phone.goto(page.url)
    expect(phone.get_by_text("Курс пройден", exact=True)).to_be_visible()


def test_a_visitor_registers_changes_and_cancels(phone: Page) -> None:
    phone.goto(make_page(make_event(places=30), "fms-lab-prikamie").url)
    phone.get_by_role("link", name="Записаться").first.click()
    said = {"contact": "olga@example.org", "surname": "Рябинина", "name": "Ольга", "patronymic": "Львовна"}
    for name, words in said.items():
        phone.locator(f"[name={name}]").fill(words)
    phone.locator("[name=region]").select_option(label="Пермский край")
    press(phone, "Записаться")
    expect(phone.locator("[name=surname]")).to_have_value("Рябинина")
    answer_the_question(phone)
    phone.locator("[name=agree]").check()
    press(phone, "Записаться")
    heading(phone, "Ольга Львовна, ждём вас")
    phone.get_by_role("link", name="Изменить данные").click()
    phone.locator("[name=name]").fill("Олеся")
    press(phone, "Сохранить")
    heading(phone, "Олеся Львовна, ждём вас")
    phone.get_by_role("link", name="Отменить запись").click()
    press(phone, "Отменить запись")
    heading(phone, "Вы отменили запись")
    assert list(Registration.objects.values_list("name", "status")) == [("Олеся", "cancelled")]


def answer_the_question(page: Page) -> None:
    """Who fills in a form faster than a person is asked a sum: a person answers it."""
    asked = page.locator("label[for=id_bot_answer]").inner_text()
    first, second = re.search(r"будет (\w+) и (\w+)", asked).groups()
    page.locator("[name=bot_answer]").fill(str(NUMBERS.index(first) + NUMBERS.index(second)))


def test_an_editor_publishes_a_practice_and_a_reader_finds_it(
    chromium: Browser, quiet_site: str, phone: Page, egor: User, boris: User
) -> None:
    shelf, group = library(), organisation()
    desks = {user: desk_of(chromium, quiet_site, user) for user in (egor, boris)}
    editor = desks[egor]
    editor.goto(reverse("wagtailadmin_pages:add", args=["practices", "practicepage", shelf.pk]))
    writes(editor, str(group))
    editor.get_by_role("button", name="Сохранить черновик").click()
    editor.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    act(editor, "action-submit")
    editor.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    page = PracticePage.objects.get()
    assert (page.live, page.current_workflow_task.name) == (False, "Координатор региона")
    for user in (boris, egor):
        approves(desks[user], page)
    page.refresh_from_db()
    assert page.live
    phone.goto("/praktiki/?q=банями")
    phone.get_by_role("main").get_by_role("link", name=re.compile("Сельская.баня")).click()
    heading(phone, "Сельская")
    expect(phone.get_by_role("heading", name="Обошли дворы")).to_be_visible()
    for desk in desks.values():
        desk.context.close()


def desk_of(chromium: Browser, site: str, user: User) -> Page:
    """A desk of 1280 px with scripts, the user signed in."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=site)
    sign_in(context, site, user)
    return context.new_page()


def writes(page: Page, group: str) -> None:
    """Everything that publication asks, two steps of it from blocks."""
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=summary]").fill("Жители за лето починили общую баню и топят её по очереди.")
    page.locator("[name=problem]").fill("Баня стояла закрытой девять лет.")
    page.locator("[name=region]").select_option(label="Кировская область")
    page.locator("[name=organisation]").select_option(label=group)
    for kind in ("theme", "group"):
        page.locator(f"[name={kind}s]").select_option(str(Term.objects.of(kind).first().pk))
    page.locator("[name=started_on]").fill("01.05.2024")
    page.keyboard.press("Escape")
    steps = page.locator("[data-contentpath=steps]")
    for number, title in enumerate(["Обошли дворы", "Собрали деньги"]):
        steps.locator(".c-sf-add-button").last.click()
        page.locator(f"[name=steps-{number}-value-title]").fill(title)
        page.locator(f"[name=steps-{number}-value-text]").fill("Спросили, кто придёт помогать.")


def act(page: Page, name: str) -> None:
    """A button of the bar under the editor, folded with the other ones."""
    page.get_by_role("button", name="Больше действий").click()
    page.locator(f"button[name={name}]").click()


def approves(page: Page, practice: PracticePage) -> None:
    """Opens the practice in the admin and approves the step that waits."""
    page.goto(reverse("wagtailadmin_pages:edit", args=[practice.pk]))
    page.get_by_role("button", name="Больше действий").click()
    page.locator("[data-workflow-action-name=approve]").first.click()
    page.wait_for_url(re.compile(r"/admin/(pages/\d+/)?$"))
