"""Programme and groups of a run on the screens of the admin."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from regions.models import Region
from school.models import (
    CourseRun,
    MentorAssignment,
    RunItem,
)
from school.services.enrolling import enrol
from school.services.runs import create_run
from tests.factories.people import consent_document
from tests.factories.school import course, lessons_of, run_of
from tests.school.running import add_lessons, items_of, typed

pytestmark = pytest.mark.django_db
PROGRAMME_COST = [15, 19, 23, 14]  # programme, update, card, module


@pytest.fixture
def run(db: None) -> CourseRun:
    consent_document("school")
    return run_of(course(), code="potok")


@pytest.fixture
def author(client: Client, zhanna) -> Client:
    client.force_login(zhanna)
    return client


def test_a_module_is_saved_as_shown_and_with_new_dates(author, run):
    first, second, _third = items_of(run)
    RunItem.objects.filter(pk=first.pk).update(soft="2027-01-10T20:59:59Z")
    CourseRun.objects.update(self_paced=False, starts="2027-01-01T07:00Z")
    address = reverse("run:module", args=["potok", 1])
    lines = author.get(address).context["lines"]
    sent = {"version": "1"} | typed(lines[0]) | typed(lines[1])
    assert author.post(address, sent).status_code == 302
    assert RunItem.objects.get(pk=first.pk).soft.isoformat() == "2027-01-10T20:59:59+00:00"
    name = f"i{second.pk}"
    sent |= {f"{name}-hard_0": "2027-02-01", f"{name}-late_factor": "50", f"{name}-after": [first.pk]}
    author.post(address, sent)
    saved = RunItem.objects.get(pk=second.pk)
    assert (saved.hard.isoformat(), str(saved.late_factor)) == ("2027-02-01T20:59:00+00:00", "0.50")
    assert [one.pk for one in saved.after.all()] == [first.pk]


def test_a_date_and_days_together_are_refused_and_so_is_an_old_table(author, run):
    CourseRun.objects.update(self_paced=False, starts="2027-01-01T07:00Z")
    address = reverse("run:module", args=["potok", 2])
    line = author.get(address).context["lines"][0]
    name = f"i{line.item.pk}"
    sent = typed(line) | {"version": "1", f"{name}-soft_0": "2027-02-01", f"{name}-soft_days": "7"}
    answer = author.post(address, sent)
    assert answer.context["lines"][0].errors == {"soft_days": ["Укажите или дату, или число дней."]}
    assert author.post(address, typed(line) | {"version": "0"}).status_code == 422
    assert author.post(address, typed(line) | {"version": "1", f"{name}-late_factor": "nan"}).status_code == 422


@pytest.mark.parametrize("many", [5, 40])
def test_the_programme_costs_the_same_for_any_number_of_lines(author, many):
    page = course()
    add_lessons(page, many)
    create_run(page, code="potok", title="Поток", self_paced=True)
    addresses = [
        reverse("run:programme", args=["potok"]),
        reverse("run:update", args=["potok"]),
        reverse("run:card", args=["potok"]),
    ]
    addresses.append(reverse("run:module", args=["potok", 1]))
    spent = []
    for address in addresses:
        author.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert author.get(address).status_code == 200
        spent.append(len(queries))
    assert spent == PROGRAMME_COST


def test_an_update_shows_was_and_now_and_takes_what_is_ticked(author, run, anna):
    enrol(run, anna)
    new = add_lessons(run.course.page, 2)
    lesson = lessons_of(run.course.page)[0]
    lesson.required = False
    lesson.save()
    address = reverse("run:update", args=["potok"])
    page = author.get(address)
    text = page.content.decode()
    assert ("Новый 0" in text, "обязательно: да → нет" in text, "Сейчас учатся: 1\u00a0человек" in text) == (True, True, True)
    take = [str(new[0].translation_key), str(lesson.translation_key)]
    author.post(address, {"mark": "chuzhoy", "take": take})
    assert len(items_of(run)) == 3
    author.post(address, {"mark": page.context["diff"].mark, "take": take})
    assert [(item.title, item.required) for item in items_of(run)] == [
        ("Что такое фонд", False),
        ("Три истории", True),
        ("Новый 0", True),
        ("Проверьте себя", True),
    ]


def test_a_line_is_taken_out_after_a_question(author, run):
    address = reverse("run:retire", args=["potok", items_of(run)[0].pk])
    assert "больше не нужно будет проходить" in author.get(address).content.decode().replace("\u00a0", " ")
    assert len(items_of(run)) == 3
    author.post(address)
    assert len(items_of(run)) == 2


def test_all_dates_are_moved_and_nought_is_refused(author, run):
    RunItem.objects.filter(run=run, position=1).update(soft="2027-01-10T12:00Z")
    address = reverse("run:shift", args=["potok"])
    assert author.post(address, {"days": "0"}).status_code == 422
    author.post(address, {"days": "7"})
    assert items_of(run)[0].soft.isoformat() == "2027-01-17T12:00:00+00:00"


def test_groups_of_all_regions_at_one_press_and_a_mentor_for_one(author, run, dmitry, anna):
    CourseRun.objects.update(self_paced=False, starts="2027-01-01T07:00Z")
    address = reverse("run:groups", args=["potok"])
    assert "Нет наставника" in author.get(address).content.decode()
    assert author.post(address, {}).status_code == 422
    author.post(address, {"all": "1", "move_people": "on"})
    assert run.groups.count() == Region.objects.count() + 1
    group = run.groups.get(region__code="RU-KIR")
    one = reverse("run:group", args=["potok", group.public_id])
    assert author.post(one, {"mentor": anna.pk, "assign": "1"}).status_code == 422
    author.post(one, {"mentor": dmitry.pk, "assign": "1"})
    row = MentorAssignment.objects.get(group=group)
    assert (row.user, row.until) == (dmitry, None)
    author.post(one, {"end": str(row.pk)})
    row.refresh_from_db()
    assert row.until is not None
    author.post(one, {"title": "Киров", "seats": "12"})
    group.refresh_from_db()
    assert (group.title, group.seats) == ("Киров", 12)
