"""One learner in many tabs at once over HTTP: one open attempt, never more than the limit (spec: school §8, reliability §4)."""

from collections.abc import Iterator
from functools import partial

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from people.models import User
from school.models import Attempt, Enrolment, QuizPage
from school.services.enrolling import enrol
from tests.cast import make_person
from tests.factories.people import consent_document
from tests.factories.school import bank, course, quiz, run_of
from tests.race.live import UNGUARDED, Visitor, at_once, database, server

pytestmark = pytest.mark.race
TABS = 8


@pytest.fixture(scope="module")
def url(django_db_blocker: object, django_db_setup: None) -> Iterator[str]:
    """A database of the race's own, to which the default connection is turned meanwhile."""
    with django_db_blocker.unblock(), database("attempts") as address:
        consent_document("school")
        yield address


@pytest.fixture(scope="module")
def port(url: str) -> Iterator[int]:
    """One server for all tests but the twin."""
    with server(url) as found:
        yield found


class Learner:
    """Somebody in a course of one's own whose quiz may be taken `attempts` times, with the quiz open in so many tabs."""

    def __init__(self, port: int, name: str, attempts: int) -> None:
        self.user = make_person(f"{name}@example.org", "Рябинина", "Ольга", "PER")
        page = course(title=name, slug=name)
        self.quiz: QuizPage = quiz(page, bank(4, title=name), count=3, attempts=attempts, slug=f"test-{name}")
        self.enrolment: Enrolment = enrol(run_of(page, code=name), self.user)
        self.address = f"/school/quizzes/{self.quiz.translation_key}/start/"
        self.tabs = [self.tab(port, number) for number in range(TABS)]

    def tab(self, port: int, number: int) -> tuple[Visitor, dict[str, str]]:
        """A browser of one's own with the quiz's page open."""
        visitor = Visitor(port, 4000 + number)
        visitor.cookies[settings.SESSION_COOKIE_NAME] = session_of(self.user)
        return visitor, visitor.open_form(self.quiz.url)

    def start_everywhere(self) -> list[tuple[int, str, str]]:
        """«Начать» in all tabs at one moment."""
        return at_once([partial(visitor.post, self.address, hidden) for visitor, hidden in self.tabs])

    def hand_in_everywhere(self, attempt: Attempt) -> list[tuple[int, str, str]]:
        """«Сдать» in all tabs at one moment."""
        address = f"/school/attempts/{attempt.public_id}/finish/"
        return at_once([partial(visitor.post, address, hidden) for visitor, hidden in self.tabs])

    def attempts(self, *states: str) -> list[Attempt]:
        rows = Attempt.objects.filter(enrolment=self.enrolment).order_by("number")
        return list(rows.filter(state__in=states) if states else rows)


def session_of(user: User) -> str:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_many_tabs_begin_one_attempt(port: int) -> None:
    learner = Learner(port, "odin", attempts=3)
    answers = learner.start_everywhere()
    assert [status for status, _text, _next in answers] == [302] * TABS
    (attempt,) = learner.attempts()
    assert {place for _status, _text, place in answers} == {f"/school/attempts/{attempt.public_id}/"}
    assert attempt.responses.count() == 3


def test_the_limit_is_not_passed_in_a_second_tab(port: int) -> None:
    learner = Learner(port, "predel", attempts=2)
    for round_, taken in enumerate((1, 2, 2), 1):
        answers = learner.start_everywhere()
        assert [status for status, _text, _next in answers] == [302] * TABS
        assert len(learner.attempts()) == taken, round_
        for attempt in learner.attempts("in_progress"):
            handed = learner.hand_in_everywhere(attempt)
            assert {place for _status, _text, place in handed} == {f"/school/attempts/{attempt.public_id}/result/"}
    assert [attempt.number for attempt in learner.attempts("graded")] == [1, 2]
    assert learner.enrolment.events.filter(verb="graded").count() == 2  # handed in eight times, told once


def test_without_the_lock_and_the_constraints_there_are_too_many(url: str) -> None:
    """The control twin: if this one held, the tests above would prove nothing."""
    begun = []
    drop_constraints({"attempt_one_open", "attempt_number_once"})
    with server(url, UNGUARDED) as port:
        for turn in range(4):
            learner = Learner(port, f"bez-zamka-{turn}", attempts=1)
            learner.start_everywhere()
            begun.append(len(learner.attempts()))
            if max(begun) > 1:
                break
    assert max(begun) > 1


def drop_constraints(names: set[str]) -> None:
    """Take them off the table of attempts: numbers and the one open attempt are a second lock."""
    all_of_them = Attempt._meta.constraints
    Attempt._meta.constraints = [one for one in all_of_them if one.name not in names]  # SQLite makes the table anew of these
    try:
        with connection.schema_editor() as editor:
            for one in sorted(all_of_them, key=lambda one: one.name, reverse=True):  # the partial index before the table
                if one.name in names:
                    editor.remove_constraint(Attempt, one)
    finally:
        Attempt._meta.constraints = all_of_them
