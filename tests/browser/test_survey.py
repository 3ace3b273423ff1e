"""The survey in a real browser: a question that hangs on another waits out of sight; without a script all are there."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from school.models import SurveyAnswer
from tests.factories.certificates import graduate
from tests.factories.people import consent_document
from tests.factories.school import course, run_of
from tests.factories.surveys import HOW, MARK, MORE, add_survey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def survey(chromium: Browser, quiet_site: str, anna: object, request: pytest.FixtureRequest) -> Iterator[tuple[Page, bool]]:
    """The survey of a course Анна has completed, on a phone; and whether scripts run."""
    consent_document("school")
    enrolment = graduate(run_of(add_survey(course())), anna)
    client = Client()
    client.force_login(anna)
    name = settings.SESSION_COOKIE_NAME
    context = chromium.new_context(java_script_enabled=request.param, viewport={"width": 360, "height": 800})
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": quiet_site}])
    page = context.new_page()
    page.goto(f"{quiet_site}/school/{enrolment.public_id}/survey/")
    yield page, request.param
    context.close()


def test_a_learner_answers_on_a_phone(survey: tuple[Page, bool]) -> None:
    page, script = survey
    more = page.get_by_label("Что лишнее?")
    expect(more).to_be_visible(visible=not script)
    page.get_by_role("radio", name="5").check(force=True)
    page.get_by_label("Да", exact=True).check()
    expect(more).to_be_visible()
    if script:
        page.get_by_label("Нет", exact=True).check()
        expect(more).to_be_hidden()
        page.get_by_label("Да", exact=True).check()
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == []
    more.fill("Второе задание")
    page.get_by_role("button", name="Отправить без имени").click()
    page.get_by_role("heading", name="Спасибо за ответ").wait_for()
    assert SurveyAnswer.objects.get().answers == {MARK: 5, HOW: "yes", MORE: "Второе задание"}
