"""Reports: the same answer for a day later, people × items, own region only, each export logged."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from core.export_files import make_export
from core.models import Entry, ExportFile
from people.models import User
from regions.models import Region
from school.models import CourseRun, Enrolment, Grade, Group, MentorAssignment, RunItem, SubmissionVersion, WorkReview
from school.services.enrolling import enrol, leave
from school.services.handing_over import mentor_rows
from school.services.learning import complete_lesson
from school.services.places import move_to_run, suspend
from school.services.reports import items_of, learners_of, person_rows, totals_on
from tests.cast import make_person
from tests.factories.people import people_of
from tests.factories.school import course, run_of


@pytest.fixture
def fond(db):
    return course()


@pytest.fixture
def run(fond):
    return run_of(fond)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shift(days: int) -> None:
    """All that has happened so far happened so many days ago."""
    for entry in Entry.objects.all():
        Entry.objects.filter(pk=entry.pk).update(at=entry.at - timedelta(days=days))
    for row in Enrolment.objects.all():
        Enrolment.objects.filter(pk=row.pk).update(created_at=row.created_at - timedelta(days=days))


def told(day, user, **more) -> list[tuple]:
    return [(row.title, row.studying, row.completed, row.waiting, row.left) for row in totals_on(day, user, **more)]


def test_totals_of_a_day_stay_the_same_whatever_happens_later(run, anna, klavdia, zhanna):
    hers = enrol(run, anna)
    shift(10)
    day = timezone.localdate() - timedelta(days=5)
    before = told(day, zhanna)
    assert before == [("Кировская область", 1, 0, 0, 0)]
    leave(hers, by=anna)
    enrol(run, klavdia)
    assert told(day, zhanna) == before
    assert told(timezone.localdate(), zhanna) == [("Кировская область", 1, 0, 0, 1)]
    assert told(timezone.localdate() - timedelta(days=11), zhanna) == []


def test_totals_of_a_run_know_who_was_in_it_then(fond, run, anna, zhanna):
    row = enrol(run, anna)
    shift(10)
    other = run_of(fond, code="osen")
    move_to_run(row, other, by=zhanna, reason="Осенью.")
    then, today = timezone.localdate() - timedelta(days=5), timezone.localdate()
    assert (len(told(then, zhanna, run=run)), len(told(then, zhanna, run=other))) == (1, 0)
    assert (len(told(today, zhanna, run=run)), len(told(today, zhanna, run=other))) == (0, 1)


def test_totals_by_organisation_and_only_of_the_own_region(run, anna, boris, vera, zhanna):
    User.objects.filter(pk=anna.pk).update(organisation_name="Фонд «Луг»")
    anna.refresh_from_db()
    suspend(enrol(run, anna), by=zhanna, reason="Поле")
    assert told(timezone.localdate(), boris, by="organisation") == [("Фонд «Луг»", 1, 0, 0, 0)]
    assert told(timezone.localdate(), vera) == []


def test_people_by_items_are_two_queries_for_any_number(run, zhanna, django_assert_num_queries):
    people = people_of("PER", 12)
    rows = [enrol(run, person) for person in people]
    items = items_of(run)
    for row, person in zip(rows[:5], people, strict=False):
        complete_lesson(row, items[0], actor=person)
    Grade.objects.create(enrolment=rows[0], activity=items[1].activity, scaled=Decimal("0.5"), raw=5, max=10)
    learners = list(learners_of(run, zhanna))
    with django_assert_num_queries(2):
        shown = person_rows(learners, items)
    assert [row.done for row in shown] == [1] * 5 + [0] * 7
    assert shown[0].percents == [None, 50, None]
    assert shown[0].total.percent == 50
    assert shown[1].total.percent == 33


def test_a_coordinator_takes_out_the_own_region_and_it_is_logged(run, anna, boris):
    enrol(run, anna)
    enrol(run, make_person("olga@example.org", "Седова", "Ольга", "PER"))
    for address in ("runs/svoy-temp/progress/", "runs/svoy-temp/people/"):
        answer = signed_in(boris).get(f"/school/desk/{address}?format=xlsx")
        sheet = load_workbook(io.BytesIO(answer.content)).active
        names = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
        assert names == ["Соловьёва Анна Викторовна"]
    logged = Entry.objects.filter(verb="exported")
    assert [(entry.actor, entry.now["rows"]) for entry in logged] == [(boris, 1), (boris, 1)]


def test_what_is_taken_out_has_no_open_contacts(run, zhanna):
    enrol(run, make_person("olga@example.org", "Седова", "Ольга", "PER", phone="+79120000077"))
    table = signed_in(zhanna).get("/school/desk/runs/svoy-temp/people/?format=csv").content.decode()
    assert "Седова" in table
    assert "olga@example.org" not in table
    assert "+79120000077" not in table


def test_a_preview_changes_no_number(run, zhanna):
    Enrolment.objects.create(user=zhanna, run=run, course=run.course, status="active", is_preview=True)
    assert told(timezone.localdate(), zhanna) == []
    assert list(learners_of(run, zhanna)) == []
    assert "Учатся: 0" in signed_in(zhanna).get("/school/desk/").content.decode()


def test_a_wrong_or_coming_day_is_told_at_its_field(run, zhanna):
    page = signed_in(zhanna).get(f"/school/desk/totals/?on={timezone.localdate() + timedelta(days=2)}")
    assert "Этот день ещё не наступил." in page.content.decode()


def test_mentors_are_told_by_their_median_wait(run, anna, dmitry):
    MentorAssignment.objects.create(group=Group.objects.get(run=run), user=dmitry)
    row = enrol(run, anna)
    activity = RunItem.objects.filter(run=run).first().activity
    work = row.submissions.create(activity=activity, state="accepted")
    now = timezone.now()
    for number, days in enumerate((1, 2, 9), 1):
        version = SubmissionVersion.objects.create(submission=work, number=number, sent_at=now - timedelta(days=10))
        sent = now - timedelta(days=10 - days)
        WorkReview.objects.create(version=version, reviewer=dmitry, outcome="returned", sent_at=sent)
    assert [(one.user, one.reviewed, one.median_days) for one in mentor_rows()] == [(dmitry, 3, 2.0)]


def crowd(run: CourseRun, count: int) -> None:
    """So many people of Perm study in the run."""
    home = Region.objects.get(code="RU-PER")
    people = [User(email=f"mnogo{n}@example.org", last_name=f"Участников{n:04}", region=home) for n in range(count)]
    User.objects.bulk_create(people)
    facts = {"run": run, "course": run.course, "status": "active", "region": home}
    Enrolment.objects.bulk_create(Enrolment(user=person, **facts) for person in people)


@pytest.mark.parametrize("table", ["people", "progress"])
def test_a_long_table_is_made_by_the_worker_for_whoever_asked(run, boris, vera, zhanna, anna, table):
    crowd(run, 5001)
    enrol(run, anna)
    client = signed_in(vera)
    answer = client.get(f"/school/desk/runs/svoy-temp/{table}/?format=csv&page=2", follow=True)
    ordered = ExportFile.objects.get()
    address = f"/dashboard/exports/{ordered.public_id}/"
    assert answer.redirect_chain == [(address, 302)]
    assert "Файл готовится" in answer.content.decode()
    make_export.call(ordered.pk)
    assert "Скачать" in client.get(address).content.decode()
    lines = b"".join(client.get(f"{address}file/").streaming_content).decode("utf-8-sig").splitlines()
    assert (len(lines), lines[1].startswith("Участников0000")) == (5002, True)
    assert not any("Соловьёва" in line for line in lines)
    assert [signed_in(other).get(f"{address}file/").status_code for other in (boris, zhanna, anna)] == [404] * 3
    assert [(entry.actor, entry.now["rows"]) for entry in Entry.objects.filter(verb="exported")] == [(vera, 5001)]
    ExportFile.objects.update(expires_at=timezone.now())
    assert client.get(address).status_code == 404


def test_a_role_that_ended_meanwhile_gets_no_table(run, vera, zhanna):
    crowd(run, 5001)
    signed_in(vera).get("/school/desk/runs/svoy-temp/people/?format=csv")
    signed_in(zhanna).get("/school/desk/runs/svoy-temp/grades/?format=csv")
    for user in (vera, zhanna):
        user.groups.clear()
    for row in ExportFile.objects.all():
        make_export.call(row.pk)
    assert [(row.state, row.rows) for row in ExportFile.objects.order_by("pk")] == [("ready", 0), ("failed", 0)]
