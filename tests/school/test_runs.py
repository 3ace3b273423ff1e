"""Runs as their services make them: facts, opening, copy, the end."""

import pytest

from core.mail.kinds import kind_of
from core.models import Entry, Letter
from core.states import NotAllowed
from regions.models import Region
from school.models import (
    ActivityProgress,
    CourseRun,
    Enrolment,
    Group,
)
from school.services.enrolling import enrol
from school.services.learning import complete_lesson
from school.services.previewing import begin_preview
from school.services.run_groups import assign_mentor, make_groups
from school.services.run_moves import archive_run, cancel_run, copy_run
from school.services.run_programme import retire_item, save_module
from school.services.runs import NoDate, change_run, create_run, open_run
from tests.factories.certificates import graduate
from tests.factories.people import consent_document
from tests.factories.school import course, run_of
from tests.school.running import DAY, START, facts_of, items_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(db: None) -> CourseRun:
    consent_document("school")
    return run_of(course())


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
    CourseRun.objects.update(self_paced=False, starts=START - 9 * DAY)
    run.refresh_from_db()
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
