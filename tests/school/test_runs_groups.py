"""Groups of a run and their mentors; rubrics and their versions."""

import pytest
from django.utils import timezone

from core.models import Entry
from regions.models import Region
from school.models import (
    CourseRun,
    Enrolment,
    ReviewScore,
    WorkReview,
)
from school.services.enrolling import enrol
from school.services.rubrics import (
    archive_rubric,
    change_rubric,
    create_rubric,
    criteria_of,
    rubrics_listed,
)
from school.services.run_groups import assign_mentor, change_group, end_mentor, groups_of_run, make_groups
from tests.cast import make_person
from tests.factories.people import consent_document
from tests.factories.school import assignment, course, run_of
from tests.school.running import CRITERIA, work_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(db: None) -> CourseRun:
    consent_document("school")
    return run_of(course())


def test_groups_for_all_regions_take_their_learners_from_the_common_one(run, anna, vera, zhanna):
    CourseRun.objects.update(self_paced=False, starts="2026-03-01T07:00Z")
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
