"""The mentor's desk and a joint session on a phone in a real browser, without scripts and before axe; taps are counted."""

import uuid

import pytest

from school.models import (
    AssignmentPage,
    Criterion,
    Group,
    JointMark,
    Level,
    MentorAssignment,
    ReadyPhrase,
    Rubric,
    RubricVersion,
    RunItem,
    Submission,
)
from school.services.enrolling import enrol
from school.services.works import Written, begin_work, keep_work, send_work
from tests.browser.test_quiz import enter, looked_at  # noqa: F401  (a fixture)
from tests.factories.people import consent_document
from tests.factories.school import assignment, course, run_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_TAPS = 6  # 25 works in 75 minutes: three minutes a work are for reading, not for looking for buttons


@pytest.fixture
def work(dmitry, anna) -> Submission:
    """A sent work of Анна with two criteria, in the group of Дмитрий alone."""
    consent_document("school")
    rubric = Rubric.objects.create(title="Паспорт")
    version = RubricVersion.objects.create(rubric=rubric, number=1)
    for place, title in enumerate(("Полнота", "Ясность"), 1):
        criterion = Criterion.objects.create(version=version, position=place, title=title)
        for step, name in enumerate(("нет", "отчасти", "да"), 1):
            Level.objects.create(criterion=criterion, position=step, title=name, points=step)
    page = course()
    task: AssignmentPage = assignment(page, rubric=rubric)
    run = run_of(page)
    MentorAssignment.objects.create(group=Group.objects.get(run=run), user=dmitry)
    item = RunItem.objects.get(run=run, activity=task.translation_key)
    made = begin_work(enrol(run, anna), item, actor=anna)
    kept = keep_work(made, Written("Двенадцать дворов."))
    return send_work(made, item, actor=anna, send_key=uuid.uuid4(), revision=kept.revision)


def test_a_work_is_reviewed_on_a_phone_without_scripts_in_few_taps(enter, work, dmitry):  # noqa: F811
    page = enter(dmitry, "/school/mentor/", script=False)
    taps = 0
    page.get_by_role("link", name="Паспорт улицы").click()
    taps += 1
    for question in ("Полнота", "Ясность"):
        page.get_by_role("group", name=question).get_by_label("да (3)").check()
        taps += 1
    page.get_by_role("button", name="Зачесть").first.click()
    taps += 1
    assert taps <= MOST_TAPS
    assert page.url.endswith("/school/mentor/")
    assert Submission.objects.get().state == "accepted"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_desk_before_axe(enter, work, dmitry, boris, width):  # noqa: F811
    group = Group.objects.get().public_id
    for who, path in (
        (dmitry, "/school/mentor/"),
        (dmitry, f"/school/mentor/works/{work.public_id}/"),
        (dmitry, f"/school/mentor/groups/{group}/"),
        (dmitry, f"/school/mentor/groups/{group}/letter/"),
        (dmitry, f"/school/mentor/groups/{group}/criterion/?criterion={Criterion.objects.first().pk}"),
        (boris, "/school/sessions/new/svoy-temp/"),
    ):
        looked_at(enter(who, path, width=width), path)


def test_a_tap_puts_a_phrase_into_the_answer(enter, work, dmitry):  # noqa: F811
    ReadyPhrase.objects.create(owner=dmitry, text="Назовите точную сумму.")
    page = enter(dmitry, f"/school/mentor/works/{work.public_id}/")
    page.get_by_text("Мои готовые фразы").click()
    page.get_by_role("button", name="Назовите точную сумму.").click()
    assert page.locator("textarea[name=comment]").input_value() == "Назовите точную сумму."


def test_a_session_is_marked_on_a_phone_without_scripts(enter, work, boris):  # noqa: F811
    page = enter(boris, "/school/sessions/", script=False)
    page.get_by_role("link", name="Кто был").click()
    page.get_by_label("Место").fill("Библиотека")
    page.get_by_label("Что такое фонд").check()
    page.get_by_label("Соловьёва").check()
    page.get_by_role("button", name="Проверить").click()
    page.get_by_role("button", name="Отметить 1").click()
    assert "/school/sessions/" in page.url
    assert JointMark.objects.count() == 1
