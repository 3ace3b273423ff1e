import uuid

import pytest
from django.db.models import ProtectedError

from core.models import Entry, Letter
from school.calculators.programme import Facts, programme
from school.models import ActivityProgress, Enrolment, LearningEvent, RunItem, SelfCheckAnswer
from school.services.enrolling import EnrolmentRefused, enrol, leave
from school.services.learning import ActivityClosed, answer_self_checks, complete_lesson
from tests.cast import make_person
from tests.factories.people import consent_document
from tests.factories.school import CHECK_ID, RIGHT, course, lessons_of, run_of


@pytest.fixture
def run(db):
    consent_document("school")
    return run_of(course())


def items_of(run):
    return list(RunItem.objects.filter(run=run).order_by("position"))


def test_the_programme_is_frozen_when_the_run_is_made(run):
    assert [(item.module_title, item.title, item.completion) for item in items_of(run)] == [
        ("Зачем селу фонд", "Что такое фонд", "mark"),
        ("Зачем селу фонд", "Три истории", "mark"),
        ("Ресурсы", "Проверьте себя", "self_check"),
    ]


def test_enrolling_twice_is_one_row_one_consent_one_letter(run, anna):
    first = enrol(run, anna)
    assert enrol(run, anna) == first
    assert Enrolment.objects.get().status == "active"
    assert anna.consents.count() == 1
    assert list(Letter.objects.values_list("kind", flat=True)) == ["school.enrolled"]
    assert [entry.verb for entry in Entry.objects.about(first)] == ["active"]


def test_seats_are_counted_and_the_next_in_line_gets_a_freed_one(db, anna, boris):
    consent_document("school")
    run = run_of(course(), seats=1)
    hers, his = enrol(run, anna), enrol(run, boris)
    assert (hers.status, his.status) == ("active", "waitlisted")
    leave(hers, by=anna)
    his.refresh_from_db()
    assert (his.status, his.queue_at) == ("active", None)
    assert Letter.objects.filter(kind="school.place_given", person=boris).count() == 1


def test_who_comes_back_goes_to_the_end_of_the_line_with_the_progress_kept(db, anna, boris):
    consent_document("school")
    run = run_of(course(), seats=1)
    hers = enrol(run, anna)
    complete_lesson(hers, items_of(run)[0], actor=anna)
    enrol(run, boris)
    leave(hers, by=anna)
    again = enrol(run, anna)
    assert (again.pk, again.status) == (hers.pk, "waitlisted")
    assert ActivityProgress.objects.filter(enrolment=again).count() == 1


def test_two_runs_of_one_course_at_once_are_refused(run, anna):
    enrol(run, anna)
    other = run_of(run.course.page, code="drugoy")
    with pytest.raises(EnrolmentRefused) as refusal:
        enrol(other, anna)
    assert refusal.value.why == "other_run"


def test_a_closed_lesson_cannot_be_passed_by_its_address(run, anna):
    enrolment = enrol(run, anna)
    with pytest.raises(ActivityClosed):
        answer_self_checks(enrolment, items_of(run)[2], {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=anna)
    assert SelfCheckAnswer.objects.count() == 0


def test_the_course_is_completed_once_by_its_last_required_lesson(run, anna):
    enrolment = enrol(run, anna)
    first, second, third = items_of(run)
    assert complete_lesson(enrolment, first, actor=anna) is False
    assert complete_lesson(enrolment, second, actor=anna) is False
    assert answer_self_checks(enrolment, third, {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=anna) is True
    enrolment.refresh_from_db()
    moment = enrolment.completed_at
    assert enrolment.status == "completed"
    assert answer_self_checks(enrolment, third, {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=anna) is False
    enrolment.refresh_from_db()
    assert enrolment.completed_at == moment
    assert Letter.objects.filter(kind="school.course_completed").count() == 1


def test_the_same_event_twice_changes_nothing(run, anna):
    enrolment, event = enrol(run, anna), uuid.uuid4()
    item = items_of(run)[0]
    complete_lesson(enrolment, item, actor=anna, event_id=event)
    complete_lesson(enrolment, item, actor=anna, event_id=event)
    assert LearningEvent.objects.filter(verb="completed").count() == 1


def test_a_page_under_learners_cannot_be_deleted(run, anna):
    enrol(run, anna)
    page = lessons_of(run.course.page)[0]
    with pytest.raises(ProtectedError):
        page.delete()


def test_progress_never_passes_the_whole(run):
    items = items_of(run)
    states = {key: Facts("completed") for key in [*(item.activity_id for item in items), uuid.uuid4()]}
    shown = programme(items, states, run.enrol_opens)
    assert (shown.done, shown.required, shown.complete) == (3, 3, True)


def test_a_coordinator_sees_the_own_region_only(run, anna, boris, vera):
    hers = enrol(run, anna)
    enrol(run, make_person("olga@example.org", "Седова", "Ольга", "PER"))
    assert [row.pk for row in Enrolment.objects.visible_to(boris)] == [hers.pk]
    assert hers.pk not in Enrolment.objects.visible_to(vera).values_list("pk", flat=True)
    assert Enrolment.objects.visible_to(vera).count() == 1
