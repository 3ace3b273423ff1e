"""A quiz on a phone in a real browser: every screen of learner and mentor before axe, the walk without scripts, the countdown."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from school.models import Attempt, MentorAssignment
from tests.school.taking import Quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
KINDS = ("single", "multiple", "short", "matching", "ordering", "free_text")


@pytest.fixture
def enter(chromium: Browser, quiet_site: str) -> Iterator[Callable[..., Page]]:
    """`enter(user, path, width=360, script=False)`."""
    contexts = []

    def go(user: object, path: str, *, width: int = 360, script: bool = True) -> Page:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        context = chromium.new_context(java_script_enabled=script, viewport={"width": width, "height": 800})
        contexts.append(context)
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": quiet_site}])
        page = context.new_page()
        page.goto(quiet_site + path)
        return page

    yield go
    for context in contexts:
        context.close()


def looked_at(page: Page, name: str) -> None:
    """Nothing axe objects to, nothing sideways; a picture where SHOTS says so."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == [], name
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, name
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def answer(page: Page) -> None:
    """Something to every question of the page."""
    for box in page.locator("fieldset[id^=q-]").all():
        for choice in box.locator("input[type=radio],input[type=checkbox]").all()[:1]:
            choice.check()
        for number, field in enumerate(box.locator("input[type=number]").all(), 1):
            field.fill(str(number))
        for field in box.locator("input:not([type]),textarea").all():
            field.fill("Складчина")
        for field in box.locator("select").all():
            field.select_option(index=1)


@pytest.mark.parametrize("width", [360, 1280])
def test_every_screen_of_a_quiz(enter: Callable, anna: object, dmitry: object, width: int) -> None:
    made = Quiz(anna, kinds=KINDS, questions=12, per_page=6, time_limit=30, attempts=2, pass_percent=50)
    MentorAssignment.objects.create(group=made.enrolment.group, user=dmitry)
    page = enter(anna, made.page.url, width=width)
    looked_at(page, "1-before")
    page.get_by_role("button", name="Начать тест").click()
    page.get_by_role("heading", name="Итоговый тест").wait_for()
    expect(page.locator("[data-left]")).to_contain_text(":")  # the script comes when the page has been read
    answer(page)
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text("Сохранено в").wait_for()
    looked_at(page, "2-attempt")
    page.get_by_role("button", name="Дальше", exact=True).click()
    page.get_by_text("страница 2 из 2").wait_for()
    for box in page.get_by_label("Ответьте своими словами").all():
        box.fill("Позовём всех на субботник.")
    page.get_by_role("button", name="Проверить и сдать").first.click()
    page.get_by_role("heading", name="Сдать тест?").wait_for()
    looked_at(page, "3-finish")
    page.get_by_role("button", name="Сдать").click()
    page.get_by_role("heading", name="Результат теста").wait_for()
    looked_at(page, "4-with-mentor")
    attempt = Attempt.objects.get()
    desk = enter(dmitry, f"/school/mentor/answers/{attempt.public_id}/", width=width)
    looked_at(desk, "5-answers")
    for field in desk.get_by_label("Баллов из 1").all():
        field.fill("0,5")
    desk.get_by_role("button", name="Готово").click()
    desk.get_by_text("слушатель видит баллы").wait_for()
    looked_at(desk, "6-answers-done")
    page.reload()
    looked_at(page, "7-result")
    page.goto(page.url.split("/school/")[0] + made.page.url)
    looked_at(page, "8-after")


def test_the_walk_without_scripts(enter: Callable, anna: object, db: None) -> None:
    made = Quiz(anna, questions=4, per_page=2, time_limit=30)
    page = enter(anna, made.page.url, script=False)
    page.get_by_role("button", name="Начать тест").click()
    page.get_by_text("30 минут").or_(page.get_by_text("29 минут")).first.wait_for()
    answer(page)
    page.get_by_role("button", name="Дальше", exact=True).click()
    answer(page)
    page.get_by_role("button", name="Проверить и сдать").first.click()
    page.get_by_text("Вы ответили на все вопросы.").wait_for()
    page.get_by_role("button", name="Сдать").click()
    page.get_by_role("heading", name="Результат теста").wait_for()
    assert Attempt.objects.get().responses.filter(answer__isnull=True).count() == 0
