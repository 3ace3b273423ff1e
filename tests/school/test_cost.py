"""What studying costs: the same number of queries for a short course and for a long one (performance; school §9)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.cache import stamp
from school.models import CoursePage, LessonPage, ModulePage, RunItem
from school.services.enrolling import enrol
from school.services.learning import complete_lesson
from tests.factories.people import consent_document
from tests.factories.school import course, lessons_of, run_of

CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def long_course(lessons: int, slug: str) -> CoursePage:
    """A course of so many lessons."""
    page = course(f"Курс {lessons}", slug)
    module = ModulePage.objects.child_of(page).order_by("path")[0]
    for number in range(lessons - len(lessons_of(page))):
        module.add_child(instance=LessonPage(title=f"Урок {number}", slug=f"urok-{number}"))
    return page


def spent(act) -> int:
    """Queries of one act, transaction control aside."""
    with CaptureQueriesContext(connection) as seen:
        act()
    return len([one for one in seen if not one["sql"].startswith(CONTROL)])


@pytest.mark.django_db
def test_a_course_of_five_lessons_costs_as_much_as_one_of_a_hundred(anna):
    consent_document("school")
    client = Client()
    client.force_login(anna)
    told = {}
    for lessons in (5, 100):
        page = long_course(lessons, f"kurs-{lessons}")
        run = run_of(page, code=f"potok-{lessons}")
        enrolment = enrol(run, anna)
        first, second = RunItem.objects.filter(run=run).select_related("activity", "run").order_by("position")[:2]
        shown = lessons_of(page)[1].url
        complete_lesson(enrolment, first, actor=anna)
        stamp.forget()  # the pages just published are known before anything is counted
        for address in (page.url, shown, "/school/"):
            client.get(address)
        told[lessons] = {
            "course": spent(lambda page=page: client.get(page.url)),
            "lesson": spent(lambda shown=shown: client.get(shown)),
            "results": spent(lambda row=enrolment: client.get(f"/school/{row.public_id}/results/")),
            "completing": spent(lambda row=enrolment, item=second: complete_lesson(row, item, actor=anna)),
        }
    assert told[5] == told[100]
    assert (told[5]["course"] <= 10, told[5]["lesson"] <= 11, told[5]["completing"] <= 15) == (True, True, True), told
