"""Edits of a course under learners: credit stays through new words, places, languages and hidden pages (school §3)."""

import pytest
from wagtail.models import Locale

from school.models import ActivityProgress, CoursePage, LessonPage, ModulePage, RunItem
from school.models.outline import learners_programme
from school.services.enrolling import enrol
from school.services.learning import complete_lesson
from tests.factories.people import consent_document
from tests.factories.school import course, lessons_of, run_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def learning(anna):
    """Анна has passed the first of three lessons."""
    consent_document("school")
    page = course()
    run = run_of(page)
    enrolment = enrol(run, anna)
    complete_lesson(enrolment, RunItem.objects.filter(run=run).order_by("position")[0], actor=anna)
    return page, enrolment


def done_of(enrolment) -> tuple[int, int]:
    shown = learners_programme(enrolment)
    return shown.done, shown.required


def test_new_words_and_another_address_change_nothing(learning):
    page, enrolment = learning
    lesson = lessons_of(page)[0]
    lesson.title, lesson.slug = "Совсем другое название", "drugoy-adres"
    lesson.save_revision().publish()
    assert done_of(enrolment) == (1, 3)


def test_a_lesson_moved_to_another_module_keeps_its_credit(learning):
    page, enrolment = learning
    second = ModulePage.objects.child_of(page).order_by("path")[1]
    lessons_of(page)[0].move(second, pos="last-child")
    assert done_of(enrolment) == (1, 3)


def test_a_hidden_lesson_keeps_its_credit_and_the_next_step_passes_it_over(client, anna, learning):
    page, enrolment = learning
    first, second, _third = lessons_of(page)
    first.unpublish()
    second.unpublish()
    shown = learners_programme(enrolment)
    assert (shown.done, shown.required) == (1, 3)
    assert shown.next_line is None  # the third waits for the second, which cannot be read now
    client.force_login(anna)
    assert "Материал обновляется" in client.get(page.url).content.decode()
    LessonPage.objects.get(pk=second.pk).save_revision().publish()
    assert learners_programme(enrolment).next_line.item.title == "Три истории"


def test_progress_is_one_in_every_language(client, anna, learning):
    page, enrolment = learning
    english = Locale.objects.get_or_create(language_code="en")[0]
    for one in (page, *ModulePage.objects.child_of(page), *lessons_of(page)):
        copy = one.copy_for_translation(english, copy_parents=True)
        copy.save_revision().publish()
    translated = CoursePage.objects.get(translation_key=page.translation_key, locale=english)
    lesson = LessonPage.objects.descendant_of(translated).order_by("path")[1]
    client.force_login(anna)
    client.post(f"/en/school/lessons/{lesson.translation_key}/done/")
    assert done_of(enrolment) == (2, 3)
    assert ActivityProgress.objects.filter(enrolment=enrolment).count() == 2


def test_a_new_page_asks_nothing_of_those_who_study_already(learning):
    page, enrolment = learning
    module = ModulePage.objects.child_of(page).order_by("path")[0]
    module.add_child(instance=LessonPage(title="Новый урок", slug="novyy"))
    assert done_of(enrolment) == (1, 3)
