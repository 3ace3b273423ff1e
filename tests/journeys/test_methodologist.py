"""Жанна builds a course from a skeleton, opens a run for it, and Анна learns in it; then the course grows."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from school.models import CoursePage, CourseRun, Enrolment, LessonPage, ModulePage
from school.models.outline import learners_programme
from school.services.learning import complete_lesson
from tests.factories.people import consent_document
from tests.factories.school import school

pytestmark = pytest.mark.django_db


def publish(page: CoursePage | ModulePage | LessonPage) -> None:
    page.save_revision().publish()


def open_a_run(client: Client, course: CoursePage, first: LessonPage, dmitry: User, anna: User) -> CourseRun:
    """A run of the course, looked at as a learner, with groups by region and a mentor, then open."""
    client.post(
        reverse("run:add"),
        {
            "course": course.pk,
            "title": "Осень",
            "starts_0": "2026-03-01",
            "starts_1": "10:00",
            "zone": "Europe/Moscow",
            "admission": "open",
            "certificate": "hand",
            "review_days": "5",
        },
    )
    run = CourseRun.objects.get()
    client.post(reverse("school_preview", args=[course.pk]))
    client.post(reverse("school:lesson_done", args=[first.translation_key]))
    assert Enrolment.objects.get().is_preview

    client.post(reverse("run:groups", args=[run.code]), {"all": "1"})
    group = run.groups.get(region=anna.region)
    client.post(reverse("run:group", args=[run.code, group.public_id]), {"mentor": dmitry.pk, "assign": "1"})
    client.post(reverse("run:card", args=[run.code]), {"open": "1"})
    return run


def test_from_an_empty_course_to_learners_and_a_newer_programme(client: Client, zhanna: User, anna: User, dmitry: User) -> None:
    consent_document("school")
    course = school().add_child(instance=CoursePage(title="Двор", slug="dvor"))
    client.force_login(zhanna)

    client.post(reverse("school_skeleton", args=[course.pk]))
    module = ModulePage.objects.child_of(course).order_by("path").first()
    first, second = LessonPage.objects.child_of(module).order_by("path")[:2]
    publish(module)
    publish(first)

    run = open_a_run(client, course, first, dmitry, anna)

    learner = Client()
    learner.force_login(anna)
    assert "Записаться" in learner.get(course.url).content.decode()
    learner.post(reverse("school:enrol", args=[run.code]), {"consent": "on"})
    hers = Enrolment.objects.real().get()
    assert (hers.status, hers.group) == ("active", run.groups.get(region=anna.region))

    publish(second)
    update = reverse("run:update", args=[run.code])
    client.post(update, {"mark": client.get(update).context["diff"].mark, "take": [str(second.translation_key)]})
    hers.refresh_from_db()
    hers.run.refresh_from_db()
    assert [line.item.title for line in learners_programme(hers).lines] == ["Урок 1.1", "Урок 1.2"]
    for item in run.items.order_by("position"):
        complete_lesson(hers, item, actor=anna)
    hers.refresh_from_db()
    assert (hers.status, hers.completed_structure) == ("completed", 2)

    answer = client.post(reverse("wagtailadmin_pages:delete", args=[course.pk]))
    assert answer.status_code == 302
    assert CoursePage.objects.filter(pk=course.pk).exists()
