"""A learner signs in, opens a short course, reads its lessons, passes a self-check and sees the course completed."""

import re

import pytest
from django.test import Client

from core.models import Letter
from school.models import Enrolment, LessonPage, ModulePage
from tests.factories.people import consent_document
from tests.factories.school import CHECK_ID, RIGHT, WRONG, course, lessons_of, run_of


@pytest.fixture
def course_page(db):
    consent_document("school")
    page = course()
    run_of(page)
    return page


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def test_a_learner_finishes_a_course(client, anna, course_page):
    client.force_login(anna)
    assert "Записаться" in text(client.get(course_page.url))
    form = client.get("/school/runs/svoy-temp/enrol/")
    assert form.status_code == 200
    assert client.post("/school/runs/svoy-temp/enrol/", {}).status_code == 422  # without the consent nothing happens
    assert Enrolment.objects.count() == 0
    done = client.post("/school/runs/svoy-temp/enrol/", {"consent": "on"}, follow=True)
    first, second, third = lessons_of(course_page)
    assert done.redirect_chain[-1][0] == first.url
    assert "Пройдено, дальше" in text(done)

    step = client.post(f"/school/lessons/{first.translation_key}/done/", follow=True)
    assert step.redirect_chain[-1][0] == second.url
    closed = client.get(third.url)
    assert "Сначала пройдите «Три истории»" in text(closed)
    step = client.post(f"/school/lessons/{second.translation_key}/done/", follow=True)
    assert step.redirect_chain[-1][0] == third.url
    assert "С обхода дворов" in text(step)

    wrong = client.post(f"/school/lessons/{third.translation_key}/check/", {f"q-{CHECK_ID}": WRONG, "at": CHECK_ID}, follow=True)
    assert "Пока не совсем." in text(wrong)
    assert "Курс пройден" in text(client.get(course_page.url))  # answered, whatever the answer: that is the lesson's rule
    right = client.post(f"/school/lessons/{third.translation_key}/check/", {f"q-{CHECK_ID}": RIGHT, "at": CHECK_ID}, follow=True)
    assert "Сначала люди." in text(right)
    cabinet = text(client.get("/dashboard/"))
    assert "Фонд: с чего начать" in cabinet
    assert "курс пройден" in cabinet
    kinds = Letter.objects.filter(person=anna).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["school.enrolled", "school.course_completed"]


def test_a_visitor_reads_an_open_lesson_and_not_a_closed_one(client, course_page):
    first, second, _third = lessons_of(course_page)
    assert "Это открытый урок" in text(client.get(first.url))
    gate = client.get(second.url)
    assert "Это занятие для тех, кто записан на курс" in text(gate)
    assert 'name="robots" content="noindex"' in gate.content.decode()


def test_a_stranger_cannot_act_in_a_course(client, boris, course_page):
    first = lessons_of(course_page)[0]
    client.force_login(boris)
    assert client.post(f"/school/lessons/{first.translation_key}/done/").status_code == 404
    assert client.get("/school/lessons/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_someone_elses_enrolment_cannot_be_left(client, anna, boris, course_page):
    client.force_login(anna)
    client.post("/school/runs/svoy-temp/enrol/", {"consent": "on"})
    hers = Enrolment.objects.get()
    other = Client()
    other.force_login(boris)
    assert other.get(f"/school/{hers.public_id}/leave/").status_code == 404
    assert other.post(f"/school/{hers.public_id}/leave/").status_code == 404
    assert client.get(f"/school/{hers.public_id}/leave/").status_code == 200
    client.post(f"/school/{hers.public_id}/leave/")
    hers.refresh_from_db()
    assert hers.status == "withdrawn"


def test_reading_changes_nothing(client, anna, course_page):
    client.force_login(anna)
    client.post("/school/runs/svoy-temp/enrol/", {"consent": "on"})
    before = Enrolment.objects.values().get()
    for lesson in lessons_of(course_page):
        assert client.get(lesson.url).status_code == 200
    after = Enrolment.objects.values().get()
    assert {name for name in before if before[name] != after[name]} <= {"last_item_id", "last_seen_on"}


@pytest.mark.parametrize("lessons", [1, 30])
def test_the_cost_of_course_and_lesson_is_equal_at_any_length(client, anna, lessons, django_assert_max_num_queries):
    consent_document("school")
    page = course(title="Длинный курс", slug="dlinnyy")
    module = ModulePage.objects.child_of(page).first()
    for number in range(lessons):
        module.add_child(instance=LessonPage(title=f"Урок {number}", slug=f"urok-{number}"))
    run_of(page, code="dlinnyy")
    client.force_login(anna)
    client.post("/school/runs/dlinnyy/enrol/", {"consent": "on"})
    first = lessons_of(page)[0]
    client.get(page.url)
    client.get(first.url)
    with django_assert_max_num_queries(10):
        client.get(page.url)
    client.get(first.url)
    with django_assert_max_num_queries(11):
        client.get(first.url)
