"""Many get certificates at one moment over HTTP: numbers without gaps and doubles; a counter read and written apart doubles."""

import threading
from collections.abc import Iterator
from functools import partial
from importlib import import_module

import pytest
from django.conf import settings
from django.db import connections

from core.guard import act
from core.models import Entry, Letter, PaperCounter
from core.papers.numbers import next_number
from people.models import User
from school.models import Certificate, CertificateEdition, Enrolment
from tests.cast import make_person
from tests.factories.certificates import graduate, profile_names
from tests.factories.school import course, run_of
from tests.race.live import Visitor, at_once, database, server

pytestmark = pytest.mark.race
LEARNERS, PRESSES = 24, 8
TAKERS, EACH = 12, 10


@pytest.fixture(scope="module")
def url(django_db_blocker: object, django_db_setup: None) -> Iterator[str]:
    with django_db_blocker.unblock(), database("papers") as address:
        yield address


def visitor(port: int, number: int, user: User) -> Visitor:
    """A browser in which the person is signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"], session["_auth_user_hash"] = str(user.pk), user.get_session_auth_hash()
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    one = Visitor(port, number)
    one.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return one


def press(one: Visitor, enrolment: Enrolment) -> partial:
    """«Всё верно, выдать сертификат», with the form open before the learner."""
    address = f"/school/{enrolment.public_id}/certificate/"
    hidden = one.open_form(address)
    return partial(one.post, address, hidden | {"shown": profile_names(enrolment.user).full})


def test_everybody_gets_the_next_number_and_one_person_one_certificate(url: str) -> None:
    run = run_of(course())
    people = [make_person(f"race{n}@example.org", f"Гонкина{n}", "Ада", "KIR") for n in range(LEARNERS + 1)]
    enrolments = [graduate(run, person) for person in people]
    with server(url) as port:
        crowd = [press(visitor(port, n, person), row) for n, (person, row) in enumerate(zip(people, enrolments, strict=True), 1)]
        same = [press(visitor(port, 100 + n, people[-1]), enrolments[-1]) for n in range(PRESSES - 1)]
        answers = at_once(crowd + same)
    assert {status for status, _text, _next in answers} == {302}
    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    assert [int(number[-5:]) for number in numbers] == list(range(1, LEARNERS + 2))
    assert Certificate.objects.values("enrolment").distinct().count() == LEARNERS + 1
    assert CertificateEdition.objects.count() == LEARNERS + 1
    keys = list(Certificate.objects.values_list("public_id", flat=True))
    told = Letter.objects.filter(kind="school.certificate_issued", about_key__in=keys).count()
    assert (told, Entry.objects.filter(verb="certificate_issued", key__in=keys).count()) == (LEARNERS + 1, LEARNERS + 1)


def taken(take: object) -> list[str]:
    """What so many threads get, each taking numbers one after another."""

    def run() -> list[str]:
        try:
            return [take() for _time in range(EACH)]
        finally:
            connections.close_all()

    return [number for got in at_once([run] * TAKERS) for number in got]


def test_the_first_numbers_of_a_year_are_given_once_too(url: str) -> None:
    """Nobody has made the counter's row yet: twelve threads meet at its birth."""
    given = taken(act(partial(next_number, 7)))
    assert sorted(int(number[-5:]) for number in given) == list(range(1, TAKERS * EACH + 1))


def test_a_counter_read_and_written_apart_doubles(url: str) -> None:
    """The control twin: if this one held, the tests above would prove nothing."""
    PaperCounter.objects.create(series=8, year=2026)

    def apart() -> str:
        counter = PaperCounter.objects.get(series=8, year=2026)
        threading.Event().wait(0.002)
        PaperCounter.objects.filter(pk=counter.pk).update(last=counter.last + 1)
        return str(counter.last + 1)

    given = taken(apart)
    assert len(set(given)) < len(given)
