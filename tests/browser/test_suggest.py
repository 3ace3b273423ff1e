"""Titles by the first letters of a search: htmx comes when the field is reached for, and for nobody else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.home.test_search import publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_field_brings_its_helper_and_the_helper_its_titles(visit: Callable) -> None:
    publish("Теплица за школой")
    seen = visit("/poisk/", width=360)
    page, asked = seen.page, []
    page.on("request", lambda request: asked.append(request.url))
    assert page.locator("script[src*=htmx]").count() == 0
    with page.expect_response("**/htmx*.js"):
        page.get_by_label("Что ищете").focus()
    page.wait_for_function("window.htmx")
    page.get_by_label("Что ищете").press_sequentially("тепл", delay=30)
    expect(page.locator("#suggested a")).to_have_count(1)
    page.get_by_role("button", name="Найти").focus()
    page.get_by_label("Что ищете").focus()
    assert sum("htmx" in url for url in asked) == 1
    assert seen.complaints == []
