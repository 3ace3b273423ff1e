"""People race for the last seats of a run and of its group over HTTP: none too many, none too few (spec: reliability §4)."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest
from django.conf import settings
from django.test import Client

from core.models import Entry, Letter
from people import consents
from people.models import User
from school.models import CourseRun, Enrolment, Group
from tests.cast import give_role, make_person
from tests.factories.people import people_of
from tests.factories.regions import region
from tests.factories.school import course, run_of
from tests.race.live import Visitor, at_once, database, server

pytestmark = pytest.mark.race
TWIN = "tests.race.unguarded_seats:application"
HOLDS = ["invited", "active", "suspended", "completed"]
SEATS, PEOPLE = 10, 30


@pytest.fixture(scope="module")
def url(django_db_blocker: object, django_db_setup: None) -> Iterator[str]:
    """A database of the race's own, with its people."""
    with django_db_blocker.unblock(), database("seats") as address:
        for code in ("KIR", "PER"):
            for person in people_of(code, PEOPLE):
                consents.give("school", person=person)
        yield address


@pytest.fixture(scope="module")
def port(url: str) -> Iterator[int]:
    with server(url) as found:
        yield found


def a_run(code: str, **facts: object) -> CourseRun:
    """A course of its own with an open run."""
    return run_of(course(f"Курс {code}", code), code=code, **facts)


def people(code: str) -> list[User]:
    return list(User.objects.filter(email__endswith=f".{code.lower()}@example.org").order_by("pk"))


def browser(port: int, user: User) -> Visitor:
    """Somebody signed in, with an address of their own."""
    client = Client()
    client.force_login(user)
    visitor = Visitor(port, user.pk % 40_000)
    visitor.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return visitor


def press(visitor: Visitor, path: str, **data: str) -> partial:
    """The button of a form that is open already."""
    status, html, _next = visitor.get(path)
    assert status == 200, (status, html[:300])
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    return partial(visitor.post, path, {"csrfmiddlewaretoken": token} | data)


def taking(port: int, run: CourseRun, users: list[User]) -> list[partial]:
    return [press(browser(port, user), f"/school/runs/{run.code}/enrol/") for user in users]


def count(run: CourseRun, *states: str, **more: object) -> int:
    return Enrolment.objects.filter(run=run, status__in=states, **more).count()


def agree_with_rows(run: CourseRun) -> None:
    """Each row's state is its last history row's, and one letter tells of it."""
    for row in Enrolment.objects.filter(run=run):
        assert Entry.objects.about(row).last().now["status"] == row.status
    keys = Enrolment.objects.filter(run=run, status="active").values_list("public_id", flat=True)
    told = Counter(
        Letter.objects.filter(about_key__in=keys, kind__in=["school.enrolled", "school.place_given"]).values_list(
            "about_key", flat=True
        )
    )
    assert told == Counter(keys)


def test_seats_of_a_run_are_given_once_each(port: int) -> None:
    run = a_run("bez-lishnih", seats=SEATS)
    answers = at_once(taking(port, run, people("KIR")))
    assert Counter(status for status, _text, _next in answers) == Counter({302: PEOPLE})
    assert (count(run, "active"), count(run, "waitlisted")) == (SEATS, PEOPLE - SEATS)
    agree_with_rows(run)


def test_seats_of_a_group_bind_beside_those_of_the_run(port: int) -> None:
    run = a_run("s-gruppoy", seats=18)
    group = Group.objects.create(run=run, title="Киров", region=region("KIR"), seats=4)
    at_once(taking(port, run, people("KIR")[:15] + people("PER")[:15]))
    assert (count(run, "active", group=group), count(run, "active"), count(run, "waitlisted")) in [(3, 18, 12), (4, 18, 12)]
    agree_with_rows(run)


def test_leaving_while_others_come_gives_each_seat_once(port: int) -> None:
    run = a_run("tuda-i-obratno", seats=SEATS)
    first, others = people("PER")[:SEATS], people("KIR")
    at_once(taking(port, run, first))
    rows = {row.user_id: row for row in Enrolment.objects.filter(run=run)}
    leaving = [press(browser(port, user), f"/school/{rows[user.pk].public_id}/leave/") for user in first[:6]]
    coming = taking(port, run, others)
    answers = at_once([task for pair in zip(coming, leaving, strict=False) for task in pair] + coming[6:])
    assert {status for status, _text, _next in answers} == {302}
    assert (count(run, "active"), count(run, "withdrawn")) == (SEATS, 6)
    assert count(run, "waitlisted") == PEOPLE - 6
    assert count(run, "active", user__in=others) == 6
    agree_with_rows(run)


def test_one_person_in_two_runs_of_a_course_studies_in_one(port: int) -> None:
    page = course("Курс на двоих", "na-dvoih")
    spring, autumn = run_of(page, code="vesna", seats=1), run_of(page, code="osen", seats=1)
    *holders, waiting = people("PER")[:3]
    for run, holder in zip((spring, autumn), holders, strict=True):
        press(browser(port, holder), f"/school/runs/{run.code}/enrol/")()
        press(browser(port, waiting), f"/school/runs/{run.code}/enrol/")()
    rows = [Enrolment.objects.get(run=run, user=holder) for run, holder in zip((spring, autumn), holders, strict=True)]
    leaving = [press(browser(port, user), f"/school/{row.public_id}/leave/") for user, row in zip(holders, rows, strict=True)]
    answers = at_once(leaving)
    assert {status for status, _text, _next in answers} == {302}
    assert sorted(Enrolment.objects.filter(user=waiting, course=spring.course).values_list("status", flat=True)) == [
        "active",
        "withdrawn",
    ]


def test_the_desk_and_people_by_themselves_share_the_seats(port: int) -> None:
    run = a_run("stol-i-sami", seats=SEATS)
    staff = give_role(make_person("zhanna@example.org", "Лаптева", "Жанна", "PER"), "Методисты")
    known = people("PER")[20:30]
    desk = [
        press(browser(port, staff), f"/school/desk/runs/{run.code}/add/?q={user.email}", person=user.public_id) for user in known
    ]
    answers = at_once(taking(port, run, people("KIR")[:15]) + desk)
    assert {status for status, _text, _next in answers} == {302}
    assert (count(run, *HOLDS), count(run, "waitlisted")) == (SEATS, 15)


def test_without_the_lock_seats_are_oversold(url: str) -> None:
    """The control twin: if this one held, the tests above would prove nothing."""
    sold = []
    with server(url, TWIN) as port:
        for turn in range(4):
            run = a_run(f"bez-zamka-{turn}", seats=SEATS)
            at_once(taking(port, run, people("KIR")))
            sold.append(count(run, "active") - SEATS)
            if max(sold) > 0:
                break
    assert max(sold) > 0
