"""A mentor reads twenty-five works one after another, a few presses for each (living-people §4)."""

import re
import uuid
from collections import Counter

import pytest
from django.http import HttpResponse
from django.test import Client

from core.models import Letter
from people.models import User
from school.models import MentorAssignment, ReadyPhrase, RunItem, Submission, WorkReview
from school.services.works import Written, keep_work, send_work
from tests.cast import give_role, make_person
from tests.factories.people import people_of
from tests.school.test_reviewing import run, sent_work  # noqa: F401  (a fixture)

WORKS, MOST_POSTS = 25, 4
LEVELS = re.compile(r'<input[^>]*type="radio"[^>]*name="(level-\d+)"[^>]*value="(\d+)"')


class Mentor:
    """A browser at the desk that counts what is sent for each work, and pages opened."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.posts: Counter[str] = Counter()
        self.pages = 0

    def open(self, address: str) -> HttpResponse:
        """A page, wherever its address leads."""
        answer = self.client.get(address, follow=True)
        self.pages += 1 + len(answer.redirect_chain)
        assert answer.status_code == 200
        return answer

    def post(self, address: str, data: dict) -> HttpResponse:
        """One press of a button."""
        self.posts[re.search(r"/works/([^/]+)/", address)[1]] += 1
        answer = self.client.post(address, data)
        assert answer.status_code == 302, answer.content.decode()
        return answer

    def read_next(self) -> tuple[str, str]:
        """«Следующая»: the address and the page of the oldest work nobody else reads."""
        answer = self.open("/school/mentor/next/")
        return answer.request["PATH_INFO"], answer.content.decode()


def levels_of(page: str) -> dict[str, str]:
    """The best level of each criterion, as the page offers them."""
    return dict(LEVELS.findall(page))


def author_mends(work: Submission) -> None:
    item = RunItem.objects.get(run=work.enrolment.run, activity=work.activity)
    revision = keep_work(work, Written("Двенадцать дворов и колодец.")).revision
    send_work(work, item, actor=work.enrolment.user, send_key=uuid.uuid4(), revision=revision)


@pytest.mark.parametrize("mentors", [1, 2])
def test_twenty_five_works_take_a_few_presses_each(run, dmitry, mentors):  # noqa: F811
    works = [sent_work(run, person) for person in people_of("KIR", WORKS)]
    if mentors == 2:
        other = give_role(make_person("oleg@example.org", "Седов", "Олег", "PER"), "Наставники")
        MentorAssignment.objects.create(group=works[0].enrolment.group, user=other)
    ReadyPhrase.objects.create(owner=dmitry, text="Назовите колодцы.")
    desk, returned = Mentor(dmitry), []
    for number in range(WORKS):
        address, page = desk.read_next()
        assert address == f"/school/mentor/works/{works[number].public_id}/"  # the oldest first
        assert ("Беру на проверку" in page) == (mentors == 2)
        if mentors == 2:
            desk.post(f"{address}claim/", {"act": "claim"})
        if number % 5 == 0:
            desk.post(address, {"comment": "Назовите колодцы.", "outcome": "returned"})
            returned.append(works[number])
        else:
            desk.post(address, levels_of(page) | {"comment": "Хорошо.", "outcome": "accepted"})
    for work in returned:
        work.refresh_from_db()
        author_mends(work)
    for work in returned:
        address, page = desk.read_next()
        assert address == f"/school/mentor/works/{work.public_id}/"
        assert "Назовите колодцы." in page
        desk.post(address, levels_of(page) | {"comment": "Теперь всё.", "outcome": "accepted"})

    assert "Сейчас вас никто не ждёт" in desk.open("/school/mentor/").content.decode()
    assert set(Submission.objects.values_list("state", flat=True)) == {"accepted"}
    assert WorkReview.objects.filter(sent_at__isnull=False).count() == WORKS + len(returned)
    assert Letter.objects.filter(kind="school.accepted").count() == WORKS
    assert len(desk.posts) == WORKS
    assert max(desk.posts.values()) <= MOST_POSTS
    assert sum(desk.posts.values()) == mentors * WORKS + len(returned)
    assert desk.pages <= 3 * sum(desk.posts.values())
