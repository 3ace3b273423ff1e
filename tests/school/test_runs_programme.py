"""The programme of a run: updates, lines taken out, modules saved, dates moved."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Entry
from school.models import (
    ActivityProgress,
    CourseRun,
    Enrolment,
    ModulePage,
    RunItem,
)
from school.models.outline import learners_programme
from school.services.enrolling import enrol
from school.services.learning import complete_lesson
from school.services.run_moves import copy_run
from school.services.run_programme import retire_item, save_module, shift_dates, table_of
from school.services.run_updates import DiffMoved, complete_those_who_are, diff_of, update_programme
from school.services.runs import change_run
from tests.factories.certificates import graduate
from tests.factories.people import consent_document
from tests.factories.school import course, lessons_of, run_of
from tests.school.running import DAY, START, add_lessons, facts_of, items_of

pytestmark = pytest.mark.django_db
MOST = (26, 2, 14)  # update, table, copy: the same for five lessons and for forty, five less where the site is warm


@pytest.fixture
def run(db: None) -> CourseRun:
    consent_document("school")
    return run_of(course())


def test_a_course_that_did_not_change_gives_no_diff(run, zhanna):
    assert diff_of(run).empty
    assert update_programme(run, by=zhanna).empty
    assert CourseRun.objects.get().structure_version == 1


def test_an_update_adds_changes_and_keeps_the_order_of_the_course(run, anna, zhanna):
    hers = enrol(run, anna)
    new = add_lessons(run.course.page, 1)[0]
    page = lessons_of(run.course.page)[0]
    page.title, page.required = "Что такое фонд места", False
    page.save()
    shown = diff_of(run)
    assert [one.page.title for one in shown.added] == ["Новый 0"]
    assert shown.changed[0].said == [
        ("название", "Что такое фонд", "Что такое фонд места"),
        ("обязательно", "да", "нет"),
    ]
    update_programme(run, by=zhanna, mark=shown.mark)
    assert [(item.position, item.title, item.added_in) for item in items_of(run)] == [
        (1, "Что такое фонд места", 1),
        (2, "Три истории", 1),
        (3, "Новый 0", 2),
        (4, "Проверьте себя", 1),
    ]
    assert learners_programme(hers).line_of(new.translation_key) is not None
    assert CourseRun.objects.get().structure_version == 2
    assert diff_of(run).empty


def test_what_is_left_out_of_an_update_stays_as_the_run_has_it(run, zhanna):
    new = add_lessons(run.course.page, 1)[0]
    first = items_of(run)[0]
    save_module(run, {first.pk: facts_of(first, required=False)}, by=zhanna)
    leave_out = [new.translation_key, first.activity_id]
    update_programme(run, by=zhanna, leave=leave_out)
    first = items_of(run)[0]
    assert (first.title, first.required) == ("Что такое фонд", False)
    assert len(items_of(run)) == 3


def test_a_diff_that_moved_on_is_not_brought_in(run, zhanna):
    add_lessons(run.course.page, 1)
    mark = diff_of(run).mark
    page = lessons_of(run.course.page)[0]
    page.title = "Иначе"
    page.save()
    with pytest.raises(DiffMoved):
        update_programme(run, by=zhanna, mark=mark)
    assert len(items_of(run)) == 3


def test_an_unpublished_lesson_or_module_stays_in_its_place_and_is_still_required(run, anna, zhanna):
    hers = enrol(run, anna)
    module = ModulePage.objects.child_of(run.course.page).order_by("path").first()
    lessons_of(run.course.page)[0].unpublish()
    add_lessons(run.course.page, 1)
    shown = diff_of(run)
    assert ([one.title for one in shown.hidden], shown.retired) == (["Что такое фонд"], [])
    update_programme(run, by=zhanna)
    assert [item.title for item in items_of(run)] == ["Что такое фонд", "Три истории", "Новый 0", "Проверьте себя"]
    assert learners_programme(hers).required == 4
    module.refresh_from_db()
    module.unpublish()
    assert (len(diff_of(run).hidden), diff_of(run).retired) == (3, [])


def test_a_line_taken_out_keeps_credit_and_completes_who_has_all_the_rest(run, anna, zhanna):
    hers = enrol(run, anna)
    first, second, third = items_of(run)
    complete_lesson(hers, first, actor=anna)
    complete_lesson(hers, second, actor=anna)
    assert retire_item(run, third, by=zhanna) == 1
    hers.refresh_from_db()
    assert (hers.status, hers.completed_structure) == ("completed", 2)
    assert ActivityProgress.objects.filter(enrolment=hers).count() == 2
    shown = diff_of(run)
    assert [(one.page.title, one.before) for one in shown.added] == [("Проверьте себя", True)]
    update_programme(run, by=zhanna)
    hers.refresh_from_db()
    assert ([item.title for item in items_of(run)][-1], hers.status) == ("Проверьте себя", "completed")


def test_recounting_completes_and_never_takes_away(run, anna, boris, zhanna):
    done = graduate(run, anna)
    hers = enrol(run, boris)
    for item in items_of(run)[:2]:
        complete_lesson(hers, item, actor=boris)
    RunItem.objects.filter(run=run, position=3).update(required=False)
    assert complete_those_who_are(run) == 1
    RunItem.objects.filter(run=run, position=3).update(required=True)
    assert complete_those_who_are(run) == 0
    assert set(Enrolment.objects.values_list("status", flat=True)) == {"completed"}
    done.refresh_from_db()


def test_a_module_is_saved_with_dates_and_only_earlier_lines_before(run, zhanna):
    first, second, third = items_of(run)
    said = {
        second.pk: facts_of(second, soft=START, hard=START + DAY, late_factor=Decimal("0.5"), after=[first.pk, third.pk]),
        first.pk: facts_of(first, after=[second.pk], soft_days=7),
    }
    save_module(run, said, by=zhanna)
    first, second, third = items_of(run)
    assert (second.soft, second.hard, second.late_factor) == (START, START + DAY, Decimal("0.50"))
    assert [one.pk for one in second.after.all()] == [first.pk]
    assert (first.after.count(), first.soft_days) == (0, 7)
    assert Entry.objects.about(run).filter(verb="programme_set").count() == 1
    save_module(run, {second.pk: facts_of(second)}, by=zhanna)
    assert second.after.count() == 0


def test_what_is_no_longer_required_completes_who_has_the_rest(run, anna, zhanna):
    hers = enrol(run, anna)
    first, second, third = items_of(run)
    complete_lesson(hers, first, actor=anna)
    complete_lesson(hers, second, actor=anna)
    assert save_module(run, {third.pk: facts_of(third, required=False)}, by=zhanna) == 1
    hers.refresh_from_db()
    assert hers.status == "completed"


def test_all_dates_move_by_so_many_days(run, zhanna):
    first, second, _third = items_of(run)
    save_module(run, {first.pk: facts_of(first, soft=START), second.pk: facts_of(second, hard_days=9)}, by=zhanna)
    change_run(run, {"enrol_opens": START}, by=zhanna)
    assert shift_dates(run, -7, by=zhanna) == 1
    assert (items_of(run)[0].soft, items_of(run)[1].hard_days, run.enrol_opens) == (START - 7 * DAY, 9, START)
    shift_dates(run, 8, by=zhanna, run_too=True)
    assert (items_of(run)[0].soft, CourseRun.objects.get().enrol_opens) == (START + DAY, START + 8 * DAY)


@pytest.mark.parametrize("many", [5, 40])
def test_a_programme_is_updated_and_shown_at_the_same_cost(db, zhanna, many):
    page = course()
    run = run_of(page)
    copy_run(run, code="proba", title="Проба", shift=DAY, by=zhanna)  # kinds of rows are looked up once in a process
    add_lessons(page, many)
    with CaptureQueriesContext(connection) as update:
        update_programme(run, by=zhanna)
    with CaptureQueriesContext(connection) as table:
        [one.title for module in table_of(run) for item in module.items for one in item.after.all()]
    with CaptureQueriesContext(connection) as copy:
        copy_run(run, code="kopiya", title="Копия", shift=DAY, by=zhanna)
    assert len(items_of(run)) == many + 3
    assert [cost for cost, most in zip((len(update), len(table), len(copy)), MOST, strict=True) if cost > most] == []
