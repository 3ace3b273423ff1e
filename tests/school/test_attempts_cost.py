"""What a quiz costs: the same queries for few and for many questions, and the limits of the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.cache import stamp
from school.models import Attempt, Enrolment
from school.services.enrolling import enrol
from tests.factories.people import consent_document
from tests.factories.school import bank, course, quiz, run_of
from tests.school.taking import Quiz

KINDS = ("single", "multiple", "true_false", "short", "numeric", "matching", "ordering")
CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def cost(client, method, url, data=None) -> int:
    """Queries of one request, transaction control aside."""
    with CaptureQueriesContext(connection) as seen:
        answer = getattr(client, method)(url, data or {})
    assert answer.status_code in {200, 302}
    return len([one for one in seen if not one["sql"].startswith(CONTROL)])


def test_costs_are_within_the_budget_and_equal_with_5_and_100_questions(anna, db):
    told = {}
    for questions in (5, 100):
        Enrolment.objects.update(status="withdrawn")
        consent_document("school")
        made = object.__new__(Quiz)
        page = course(slug=f"kurs-{questions}", title=f"Курс {questions}")
        made.page = quiz(page, bank(questions, kinds=KINDS), count=questions, per_page=5, time_limit=60)
        made.run = run_of(page, code=f"potok-{questions}")
        made.enrolment, made.client = enrol(made.run, anna), Client()
        made.client.force_login(anna)
        stamp.forget()  # the pages just published are known before anything is counted
        made.client.get(made.page.url)
        start = cost(made.client, "post", made.start_url)
        attempt = Attempt.objects.get(enrolment=made.enrolment)
        url = f"/school/attempts/{attempt.public_id}/"
        made.client.get(url)
        form = made.form(attempt)
        told[questions] = {
            "start": start,
            "quiz": cost(made.client, "get", made.page.url),
            "attempt": cost(made.client, "get", url),
            "save": cost(made.client, "post", url, form | {"go": "next"}),
            "check": cost(made.client, "get", f"{url}finish/"),
            "hand in": cost(made.client, "post", f"{url}finish/"),
            "result": cost(made.client, "get", f"{url}result/"),
        }
    assert told[5].pop("start") <= 15
    assert told[100].pop("start") <= 16  # SQLite takes 90 answers at most in one INSERT
    assert told[5] == told[100]
    limits = {"quiz": 11, "attempt": 11, "save": 15, "check": 11, "result": 11}
    assert {name: told[5][name] for name, limit in limits.items() if told[5][name] > limit} == {}
