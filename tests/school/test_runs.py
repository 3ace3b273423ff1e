"""Runs as their services make them: facts, copy, the end, programme, groups, rubrics, previews."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.mail.kinds import kind_of
from core.models import Entry, Letter
from core.states import NotAllowed
from regions.models import Region
from school.models import (
    ActivityProgress,
    CourseRun,
    Enrolment,
    Group,
    LearningEvent,
    LessonPage,
    ModulePage,
    ReviewScore,
    RunItem,
    SelfCheckAnswer,
    Submission,
    SubmissionFile,
    SubmissionVersion,
    WorkReview,
)
from school.models.outline import enrolment_in, learners_programme
from school.services.enrolling import enrol, leave
from school.services.learning import answer_self_checks, complete_lesson
from school.services.previewing import NotAPreview, StudiesHere, begin_preview, preview_of, start_again, wipe_preview
from school.services.rubrics import (
    CriterionFacts,
    LevelFacts,
    archive_rubric,
    change_rubric,
    create_rubric,
    criteria_of,
    rubrics_listed,
)
from school.services.run_groups import assign_mentor, change_group, end_mentor, groups_of_run, make_groups
from school.services.run_moves import archive_run, cancel_run, copy_run
from school.services.run_programme import FACTS, retire_item, save_module, shift_dates, table_of
from school.services.run_updates import DiffMoved, complete_those_who_are, diff_of, update_programme
from school.services.runs import NoDate, change_run, create_run, open_run
from school.services.skeleton import NotEmpty, make_skeleton
from tests.cast import make_person
from tests.factories.certificates import graduate
from tests.factories.people import consent_document
from tests.factories.school import CHECK_ID, RIGHT, assignment, course, lessons_of, run_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
COSTS = (26, 2, 9)  # update, table, copy
START = dt.datetime(2027, 3, 1, 7, tzinfo=dt.UTC)


@pytest.fixture
def run(db: None) -> CourseRun:
    consent_document("school")
    return run_of(course())


def items_of(run: CourseRun) -> list[RunItem]:
    return list(RunItem.objects.filter(run=run, retired_in__isnull=True).order_by("position"))


def facts_of(item: RunItem, **more: object) -> dict:
    return {name: getattr(item, name) for name in FACTS} | {"after": []} | more


# Facts, opening, the end


def test_a_run_with_a_mentor_opens_when_its_first_day_is_known(run, zhanna):
    draft = create_run(run.course.page, code="vesna", title="Весна", by=zhanna)
    with pytest.raises(NoDate):
        open_run(draft, by=zhanna)
    change_run(draft, {"starts": START}, by=zhanna)
    open_run(draft, by=zhanna)
    assert CourseRun.objects.get(code="vesna").status == "open"
    with pytest.raises(NotAllowed):
        open_run(draft, by=zhanna)


def test_more_seats_go_to_those_who_wait_and_history_keeps_was_and_now(db, anna, boris, zhanna):
    consent_document("school")
    run = run_of(course(), seats=1)
    enrol(run, anna)
    waits = enrol(run, boris)
    assert change_run(run, {"title": run.title, "seats": 2}, by=zhanna) == 1
    waits.refresh_from_db()
    last = Entry.objects.about(run).filter(verb="changed").get()
    assert (waits.status, last.was, last.now) == ("active", {"seats": 1}, {"seats": 2})
    assert change_run(run, {"seats": 1}, by=zhanna) == 0
    assert Enrolment.objects.filter(status="active").count() == 2
    assert change_run(run, {"seats": 1}, by=zhanna) == 0
    assert Entry.objects.about(run).filter(verb="changed").count() == 2


def test_numbers_of_a_run_leave_previews_out(run, anna, boris, zhanna):
    enrol(run, anna)
    begin_preview(run, by=zhanna)
    seen = CourseRun.objects.with_numbers().get()
    assert (seen.taken, seen.waiting, seen.group_count, seen.orphans, seen.free) == (1, 0, 1, 1, None)


def test_cancelling_tells_everybody_why_and_lets_them_go_elsewhere(db, anna, boris, galina, zhanna):
    consent_document("school")
    page = course()
    run = run_of(page, seats=2)
    done = graduate(run, galina)
    hers, waits = enrol(run, anna), enrol(run, boris)
    other = run_of(page, code="drugoy")
    assert cancel_run(run, by=zhanna, reason="Заболел преподаватель") == 2
    for row in (hers, waits, done):
        row.refresh_from_db()
    assert (hers.status, waits.status, done.status) == ("withdrawn", "withdrawn", "completed")
    letters = Letter.objects.filter(kind="school.run_cancelled").order_by("to")
    assert [one.to for one in letters] == ["anna@example.org", "boris@example.org"]
    made = kind_of("school.run_cancelled").make(letters[0])
    assert made.subject == "Поток отменён: Фонд: с чего начать"
    assert "Причина: Заболел преподаватель" in made.text
    assert enrol(other, anna).status == "active"
    with pytest.raises(NotAllowed):
        cancel_run(run, by=zhanna, reason="ещё раз")


def test_a_letter_of_cancelling_has_nothing_to_say_to_who_studies_again(run, anna, zhanna):
    row = enrol(run, anna)
    cancel_run(run, by=zhanna, reason="Нет группы")
    Enrolment.objects.filter(pk=row.pk).update(status="active")
    assert kind_of("school.run_cancelled").make(Letter.objects.get(kind="school.run_cancelled")) is None


def test_an_archived_run_is_read_on(run, anna, zhanna):
    hers = enrol(run, anna)
    archive_run(run, by=zhanna)
    assert complete_lesson(hers, items_of(run)[0], actor=anna) is False
    assert ActivityProgress.objects.count() == 1


def test_a_copy_has_programme_dates_and_groups_and_no_people(run, anna, dmitry, zhanna):
    first, second, third = items_of(run)
    save_module(run, {third.pk: facts_of(third, soft=START, after=[first.pk])}, by=zhanna)
    make_groups(run, Region.objects.filter(code="RU-KIR"), by=zhanna)
    assign_mentor(run.groups.get(region=None), dmitry, by=zhanna)
    enrol(run, anna)
    change_run(run, {"starts": START, "seats": 30, "enrol_opens": START - 9 * DAY}, by=zhanna)
    retire_item(run, second, by=zhanna)
    fresh = copy_run(run, code="osen", title="Осень", shift=200 * DAY, by=zhanna)
    copied = items_of(fresh)
    assert [item.title for item in copied] == ["Что такое фонд", "Проверьте себя"]
    assert copied[1].soft == START + 200 * DAY
    assert [one.pk for one in copied[1].after.all()] == [copied[0].pk]
    assert (fresh.status, fresh.seats, fresh.starts, fresh.enrol_opens) == ("draft", 30, START + 200 * DAY, START + 191 * DAY)
    assert sorted(fresh.groups.values_list("title", flat=True)) == ["Кировская область", "Общая"]
    assert (fresh.enrolments.count(), Group.objects.filter(run=fresh, mentors__isnull=False).count()) == (0, 0)


# The programme


def add_lessons(page, count: int) -> list[LessonPage]:
    module = ModulePage.objects.child_of(page).order_by("path").first()
    return [module.add_child(instance=LessonPage(title=f"Новый {n}", slug=f"novyy-{n}")) for n in range(count)]


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
    add_lessons(page, many)
    with CaptureQueriesContext(connection) as update:
        update_programme(run, by=zhanna)
    with CaptureQueriesContext(connection) as table:
        [one.title for module in table_of(run) for item in module.items for one in item.after.all()]
    with CaptureQueriesContext(connection) as copy:
        copy_run(run, code="kopiya", title="Копия", shift=DAY, by=zhanna)
    assert len(items_of(run)) == many + 3
    assert (len(update), len(table), len(copy)) == COSTS


# Groups


def test_groups_for_all_regions_take_their_learners_from_the_common_one(run, anna, vera, zhanna):
    hers, others = enrol(run, anna), enrol(run, make_person("per@example.org", "Пермская", "Ольга", "PER"))
    assert make_groups(run, Region.objects.filter(code="RU-KIR"), by=zhanna) == 1
    assert make_groups(run, Region.objects.all(), by=zhanna, move_people=False) == Region.objects.count() - 1
    assert make_groups(run, Region.objects.all(), by=zhanna) == 0
    hers.refresh_from_db()
    others.refresh_from_db()
    assert (hers.group.title, others.group.title) == ("Кировская область", "Общая")
    assert Entry.objects.about(hers).filter(verb="moved_to_group").count() == 1


def test_a_mentor_comes_and_goes_and_the_group_is_counted_as_orphan(run, dmitry, zhanna):
    group = run.groups.get()
    assert assign_mentor(group, dmitry, by=zhanna) is True
    assert assign_mentor(group, dmitry, by=zhanna) is False
    assert CourseRun.objects.with_numbers().get().orphans == 0
    assert [one.user for one in groups_of_run(run).get().led_by] == [dmitry]
    assert end_mentor(group.mentors.get(), by=zhanna) is True
    assert end_mentor(group.mentors.get(), by=zhanna) is False
    assert CourseRun.objects.with_numbers().get().orphans == 1
    assert assign_mentor(group, dmitry, by=zhanna) is True


def test_more_seats_of_a_group_go_to_those_who_wait(run, anna, boris, zhanna):
    group = run.groups.get()
    change_group(group, title="Общая", seats=1, by=zhanna)
    enrol(run, anna)
    assert enrol(run, boris).status == "waitlisted"
    assert change_group(group, title="Общая группа", seats=None, by=zhanna) == 1
    assert Enrolment.objects.get(user=boris).status == "active"


# Rubrics

LEVELS = (LevelFacts("нет", Decimal(0)), LevelFacts("есть", Decimal(2), "Названы люди"))
CRITERIA = [CriterionFacts("Люди", Decimal(2), "Есть ли имена", LEVELS), CriterionFacts("Смета", levels=LEVELS)]


def test_a_rubric_nobody_reviewed_by_is_changed_in_its_place(db, zhanna):
    rubric = create_rubric(title="Паспорт улицы", note="", criteria=CRITERIA, by=zhanna)
    changed = change_rubric(rubric, title="Паспорт", note="Для второго модуля", criteria=CRITERIA[:1], by=zhanna)
    rubric.refresh_from_db()
    assert (changed.number, rubric.title, criteria_of(rubric.current)) == (1, "Паспорт", CRITERIA[:1])


def test_a_version_that_was_used_stays_and_the_next_one_is_made(run, zhanna):
    rubric = create_rubric(title="Паспорт улицы", note="", criteria=CRITERIA, by=zhanna)
    first = rubric.current
    assert change_rubric(rubric, title="Паспорт", note="", criteria=CRITERIA, by=zhanna) == first
    type(first).objects.filter(pk=first.pk).update(frozen_at=timezone.now())
    second = change_rubric(rubric, title="Паспорт", note="", criteria=CRITERIA[1:], by=zhanna)
    assert (second.number, criteria_of(first), criteria_of(second)) == (2, CRITERIA, CRITERIA[1:])
    page = assignment(run.course.page, rubric=rubric)
    seen = rubrics_listed().get()
    assert (seen.newest, seen.used, page.rubric.current) == (2, 1, second)


def test_a_version_by_which_a_review_is_being_written_stays_too(run, anna, dmitry, zhanna):
    rubric = create_rubric(title="Паспорт улицы", note="", criteria=CRITERIA, by=zhanna)
    version = work_of(enrol(run, anna)).versions.get()
    review = WorkReview.objects.create(version=version, reviewer=dmitry)
    ReviewScore.objects.create(review=review, criterion=rubric.current.criteria.first())
    assert change_rubric(rubric, title="Паспорт", note="", criteria=CRITERIA[1:], by=zhanna).number == 2


def test_a_rubric_is_put_away_once(db, zhanna):
    rubric = create_rubric(title="Паспорт улицы", note="", criteria=CRITERIA, by=zhanna)
    assert [archive_rubric(rubric, by=zhanna), archive_rubric(rubric, by=zhanna)] == [True, False]
    assert archive_rubric(rubric, by=zhanna, archived=False) is True


# Previews and skeleton


def work_of(enrolment: Enrolment) -> Submission:
    item = items_of(enrolment.run)[0]
    work = Submission.objects.create(enrolment=enrolment, activity=item.activity)
    SubmissionVersion.objects.create(submission=work, number=1, text="Паспорт")
    return work


def test_a_preview_counts_nowhere_and_writes_no_letter(run, zhanna):
    row = begin_preview(run, by=zhanna)
    assert begin_preview(run, by=zhanna) == row
    first, second, third = items_of(run)
    complete_lesson(row, first, actor=zhanna)
    complete_lesson(row, second, actor=zhanna)
    assert answer_self_checks(row, third, {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=zhanna) is True
    seen = CourseRun.objects.with_numbers().get()
    assert (seen.taken, Letter.objects.count(), Enrolment.objects.real().count()) == (0, 0, 0)


def test_beginning_anew_wipes_everything_and_only_that(run, anna, zhanna):
    hers = graduate(run, anna)
    row = begin_preview(run, by=zhanna)
    answer_self_checks(row, items_of(run)[0], {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=zhanna)
    complete_lesson(row, items_of(run)[0], actor=zhanna)
    work = work_of(row)
    kept = {"name": "p.txt", "sha256": "0" * 64, "size": 3, "kind": "txt"}
    file = SubmissionFile(version=work.versions.get(), **kept)
    file.file.save("p.txt", ContentFile(b"abc"))
    where, path = file.file.storage, file.file.name
    assert where.exists(path)
    again = start_again(row)
    assert (again.status, again.is_preview, again.pk != row.pk) == ("active", True, True)
    assert not where.exists(path)
    assert (Submission.objects.count(), ActivityProgress.objects.filter(enrolment=again).count()) == (0, 0)
    assert (ActivityProgress.objects.filter(enrolment=hers).count(), SelfCheckAnswer.objects.count()) == (3, 1)
    assert LearningEvent.objects.exclude(enrolment=hers).count() == 0
    with pytest.raises(NotAPreview):
        wipe_preview(hers)
    assert Enrolment.objects.filter(pk=hers.pk).exists()


def test_an_author_who_studies_for_real_sees_the_real_enrolment(run, zhanna):
    hers = enrol(run, zhanna)
    with pytest.raises(StudiesHere):
        begin_preview(run, by=zhanna)
    leave(hers, by=zhanna)
    row = begin_preview(run, by=zhanna)
    assert enrolment_in(run.course_id, zhanna) == row
    draft = create_run(run.course.page, code="novyy", title="Новый", by=zhanna)
    assert begin_preview(draft, by=zhanna).run == draft
    assert preview_of(run.course, zhanna).run == draft
    assert Enrolment.objects.filter(is_preview=True).count() == 1


def test_a_skeleton_is_twenty_five_drafts_and_only_in_an_empty_course(db, zhanna):
    page = course()
    with pytest.raises(NotEmpty):
        make_skeleton(page, by=zhanna)
    empty = page.get_parent().add_child(instance=type(page)(title="Новый курс", slug="novyy-kurs"))
    assert make_skeleton(empty, by=zhanna) == 25
    assert ModulePage.objects.child_of(empty).filter(live=False).count() == 5
    lessons = LessonPage.objects.descendant_of(empty).filter(live=False, owner=zhanna)
    assert (lessons.count(), lessons.order_by("path").first().title) == (20, "Урок 1.1")
    with pytest.raises(NotEmpty):
        make_skeleton(empty, by=zhanna)
