"""Taking a quiz as a browser does: a learner in a course with a quiz, the fields of a page, right and wrong answers."""

import re
from datetime import timedelta

from django.test import Client

from school.models import ActivityProgress, Attempt, Grade, RunItem
from school.services.enrolling import enrol
from tests.factories.people import consent_document
from tests.factories.school import bank, course, quiz, run_of


class Quiz:
    """A course whose last page is a quiz, and a learner in it."""

    def __init__(self, anna, *, kinds=("single",), questions=6, slug="test", run=None, **facts):
        consent_document("school")
        page = course()
        self.category = bank(questions, kinds=kinds)
        self.page = quiz(page, self.category, slug=slug, **({"count": questions} | facts))
        self.run = run_of(page, **(run or {}))
        self.learner = anna
        self.enrolment = enrol(self.run, anna)
        self.item = RunItem.objects.get(run=self.run, activity_id=self.page.translation_key)
        self.client = Client()
        self.client.force_login(anna)

    @property
    def start_url(self):
        return f"/school/quizzes/{self.page.translation_key}/start/"

    def start(self, client=None) -> Attempt:
        answer = (client or self.client).post(self.start_url)
        assert answer.status_code == 302, answer
        return Attempt.objects.filter(enrolment=self.enrolment).order_by("number").last()

    def form(self, attempt, page=1, right=True, **more):
        """What the browser would send from a page of the attempt."""
        html = self.client.get(f"/school/attempts/{attempt.public_id}/?page={page}").content.decode()
        hidden = re.findall(r'<input type="hidden" name="(at|page|seen-\d+)" value="([^"]*)"', html)
        data: dict = {"at": [value for name, value in hidden if name == "at"]}
        data |= {name: value for name, value in hidden if name != "at"}
        for row in attempt.responses.filter(position__in=data["at"]).select_related("version__question"):
            data |= fields(row, right)
        return data | more

    def save(self, attempt, page=1, right=True, **more):
        return self.client.post(f"/school/attempts/{attempt.public_id}/", self.form(attempt, page, right, **more))

    def hand_in(self, attempt):
        return self.client.post(f"/school/attempts/{attempt.public_id}/finish/")

    def take(self, right=True) -> Attempt:
        """Start, answer every page, hand in."""
        attempt = self.start()
        pages = -(-attempt.responses.count() // attempt.rules["per_page"])
        for page in range(1, pages + 1):
            self.save(attempt, page, right)
        self.hand_in(attempt)
        attempt.refresh_from_db()
        return attempt

    def progress(self):
        return ActivityProgress.objects.filter(enrolment=self.enrolment, activity=self.item.activity_id).first()

    def grade(self):
        return Grade.objects.filter(enrolment=self.enrolment, activity=self.item.activity_id).first()


def fields(row, right=True) -> dict:
    """The fields of a right or a wrong answer."""
    name, data, kind = f"q-{row.position}", row.version.data, row.version.question.kind
    if kind in ("single", "multiple"):
        return {name: next(one["id"] for one in data["options"] if one["right"] is right)}
    if kind == "true_false":
        return {name: "true" if data["right"] is right else "false"}
    if kind == "short":
        return {name: data["accepted"][0]["text"] if right else "не то"}
    if kind == "numeric":
        return {name: "42" if right else "7"}
    if kind == "matching":
        rights = [one["match"] for one in data["lefts"]]
        return {f"{name}-{one['id']}": key for one, key in zip(data["lefts"], rights if right else rights[::-1], strict=True)}
    if kind == "ordering":
        places = range(1, len(data["items"]) + 1)
        return {f"{name}-{one['id']}": at for one, at in zip(data["items"], places if right else reversed(places), strict=True)}
    return {name: "Мой ответ своими словами"}


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def move_back(attempt, minutes):
    """As if the attempt had begun so much earlier."""
    gone = timedelta(minutes=minutes)
    until = attempt.deadline_at - gone if attempt.deadline_at else None
    Attempt.objects.filter(pk=attempt.pk).update(started_at=attempt.started_at - gone, deadline_at=until)
    attempt.refresh_from_db()
