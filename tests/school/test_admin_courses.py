"""What an author does with a course and its pages; what its visitor reads."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from core.models import Letter
from school.models import (
    CoursePage,
    CourseRun,
    Enrolment,
    LessonPage,
    ModulePage,
    RunItem,
    SelfCheckAnswer,
)
from school.models.pages import Prerequisite
from school.services.enrolling import enrol
from school.services.learning import answer_self_checks
from school.services.runs import create_run
from tests.factories.people import consent_document
from tests.factories.school import CHECK_ID, RIGHT, course, lessons_of, run_of, school
from tests.school.running import items_of, said

pytestmark = pytest.mark.django_db
COURSE_COST = 10


@pytest.fixture
def run(db: None) -> CourseRun:
    consent_document("school")
    return run_of(course(), code="potok")


@pytest.fixture
def author(client: Client, zhanna) -> Client:
    client.force_login(zhanna)
    return client


def test_an_author_looks_as_a_learner_begins_anew_and_ends(author, run, zhanna):
    address = reverse("school_preview", args=[run.course.page.pk])
    answer = author.post(address)
    assert answer.url == run.course.page.url
    shown = author.get(answer.url).content.decode()
    assert ("Вы смотрите как слушатель" in shown, "Уйти с курса" in shown) == (True, False)
    lesson = lessons_of(run.course.page)[0]
    author.post(reverse("school:lesson_done", args=[lesson.translation_key]))
    row = Enrolment.objects.get()
    assert (row.is_preview, row.progress.count(), Letter.objects.count()) == (True, 1, 0)
    assert author.post(reverse("school:leave", args=[row.public_id])).status_code == 404
    author.post(address, {"again": "1"})
    assert Enrolment.objects.get().progress.count() == 0
    author.post(address, {"end": "1"})
    assert Enrolment.objects.count() == 0


def test_a_course_without_a_run_leads_to_a_draft_of_one(author, db):
    page = course()
    answer = author.post(reverse("school_preview", args=[page.pk]))
    assert answer.url == f"{reverse('run:add')}?course={page.pk}"
    create_run(page, code="chernovik", title="Черновик")
    author.post(reverse("school_preview", args=[page.pk]))
    assert Enrolment.objects.get().run.code == "chernovik"


def test_a_skeleton_comes_at_one_press_for_who_may_add_pages(client, author, db, boris):
    page = school().add_child(instance=CoursePage(title="Новый", slug="novyy"))
    edit = author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    address = reverse("school_skeleton", args=[page.pk])
    assert address in edit
    assert author.get(address).status_code == 200
    author.post(address)
    page.refresh_from_db()
    assert (page.get_children().count(), LessonPage.objects.descendant_of(page).count()) == (5, 20)
    author.post(address)
    assert page.get_descendants().count() == 25
    client.force_login(boris)
    assert client.post(address).status_code == 302
    assert page.get_descendants().count() == 25


def test_a_copied_course_has_new_keys_the_same_blocks_and_no_learning(run, anna, irina, client):
    enrolment = enrol(run, anna)
    third = items_of(run)[2]
    RunItem.objects.filter(pk=third.pk).update(opens="always")
    answer_self_checks(enrolment, third, {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=anna)
    client.force_login(irina)
    page = run.course.page
    sent = {"new_title": "Копия", "new_slug": "kopiya", "new_parent_page": page.get_parent().pk, "copy_subpages": "on"}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent | {"publish_copies": "on"})
    fresh = CoursePage.objects.get(slug="kopiya")
    old, new = lessons_of(page)[2], lessons_of(fresh)[2]
    assert [block.id for block in new.self_checks] == [block.id for block in old.self_checks] == [CHECK_ID]
    keys = {one.translation_key for one in page.get_descendants(inclusive=True)}
    assert keys.isdisjoint(one.translation_key for one in fresh.get_descendants(inclusive=True))
    assert hasattr(fresh, "anchor") is False
    other = run_of(fresh, code="kopiya")
    hers = enrol(other, anna)
    copied = RunItem.objects.get(run=other, position=3)
    RunItem.objects.filter(pk=copied.pk).update(opens="always")
    assert SelfCheckAnswer.objects.filter(enrolment=hers).count() == 0
    answer_self_checks(hers, copied, {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=anna)
    assert SelfCheckAnswer.objects.filter(block_id=CHECK_ID).count() == 2


@pytest.mark.parametrize("which", ["course", "module", "lesson"])
def test_a_page_under_learners_is_not_deleted_alone_or_in_bulk(run, anna, boris, irina, client, which):
    enrol(run, anna)
    enrol(run, boris)
    page = run.course.page
    module = ModulePage.objects.child_of(page).first()
    chosen = {"course": page, "module": module, "lesson": lessons_of(page)[0]}[which]
    client.force_login(irina)
    words = "Нельзя удалить: учатся 2\u00a0человека. Снимите с публикации или уберите из потока."
    answer = client.post(reverse("wagtailadmin_pages:delete", args=[chosen.pk]), follow=True)
    assert said(answer) == [words]
    answer = client.post(f"/admin/bulk/wagtailcore/page/delete/?id={chosen.pk}", follow=True)
    assert said(answer) == [words]
    assert Page.objects.filter(pk=chosen.pk).exists()


def test_a_page_under_learners_moves_inside_its_course_only(run, anna, irina, client):
    enrol(run, anna)
    other = course("Другой курс", "drugoy")
    page, lesson = run.course.page, lessons_of(run.course.page)[0]
    home = ModulePage.objects.child_of(page).last()
    elsewhere = other.add_child(instance=ModulePage(title="Пустой", slug="pustoy"))
    client.force_login(irina)
    words = "Нельзя перенести в другой курс: учится 1\u00a0человек. Снимите с публикации или уберите из потока."
    answer = client.post(reverse("wagtailadmin_pages:move_confirm", args=[lesson.pk, elsewhere.pk]), follow=True)
    assert said(answer) == [words]
    answer = client.post(f"/admin/bulk/wagtailcore/page/move/?id={lesson.pk}", {"chooser": elsewhere.pk}, follow=True)
    assert said(answer) == [words]
    assert Page.objects.get(pk=lesson.pk).get_parent().pk != elsewhere.pk
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[lesson.pk, home.pk]))
    assert Page.objects.get(pk=lesson.pk).get_parent().pk == home.pk


def test_a_visitor_reads_what_comes_first_free_places_and_the_waiting_list(db, anna, boris, galina):
    consent_document("school")
    page = course()
    before = course("Азбука", "azbuka")
    run = run_of(page, seats=2)
    enrol(run, anna)
    Prerequisite.objects.create(page=page, course=before, sort_order=0)
    text = Client().get(page.url).content.decode()
    assert "Сначала пройдите" in text
    assert f'<a href="{before.url}">Азбука</a>' in text
    assert "Свободно 1\u00a0место из 2" in text
    Prerequisite.objects.all().delete()
    enrol(run, boris)
    enrol(run, galina)
    text = Client().get(page.url).content.decode()
    assert ("Мест сейчас нет. В листе ожидания 1\u00a0человек." in text, "В лист ожидания" in text) == (True, True)


def test_between_runs_open_lessons_are_offered(db):
    page = course()
    text = Client().get(page.url).content.decode()
    assert "Пока набора нет, читайте открытые уроки" in text
    run_of(page)
    assert "Пока набора нет" not in Client().get(page.url).content.decode()


@pytest.mark.parametrize("many", [1, 10])
def test_a_course_page_costs_the_same_with_any_number_of_runs(db, anna, client, many):
    page = course()
    for number in range(many):
        run_of(page, code=f"potok-{number}", seats=5)
    client.force_login(anna)
    client.get(page.url)
    with CaptureQueriesContext(connection) as spent:
        client.get(page.url)
    assert len(spent) == COURSE_COST
