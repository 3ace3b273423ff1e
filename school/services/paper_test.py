"""A test on paper: printed for one person, typed back by the coordinator, marked by the same kinds (living-people §4)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from people.models import User
from school.models import Attempt, Enrolment, QuizPage
from school.models.attempt import ClosedBy
from school.questions import KINDS
from school.questions.kind import Posted
from school.questions.views import QuestionView, view_of
from school.services.attempts import AlreadyOpen, Paper, hand_in, paper_for, save_answers, start_attempt
from school.services.attempts_screens import answers_from

SIGNS = 6


@dataclass(frozen=True)
class PaperTest:
    """The questions of one person's next attempt; the code printed on the sheet tells whether they are still the same."""

    paper: Paper
    code: str
    questions: list[QuestionView]


def paper_test(enrolment: Enrolment, quiz: QuizPage, posted: Posted | None = None) -> PaperTest:
    """The same questions each time it is printed, until an attempt is made or the author changes the test. Four queries.

    `posted`: a form that was sent and not taken in comes back with its answers.
    """
    number = Attempt.objects.filter(enrolment=enrolment, activity=quiz.translation_key).count() + 1
    told = hashlib.sha256(f"{enrolment.public_id}:{quiz.translation_key}:{number}".encode()).digest()
    paper = paper_for(quiz, enrolment, seed=int.from_bytes(told[:7], "big"))
    questions = []
    for place, (version, _picked, order) in enumerate(paper.rows, 1):
        kind = KINDS[version.question.kind]
        typed = None if posted is None else kind.read(version.data, posted, f"q-{place}")
        questions.append(view_of(kind, version, number=place, order=order, answer=typed))
    return PaperTest(paper, _code(paper), questions)


def take_in(enrolment: Enrolment, quiz: QuizPage, test: PaperTest, posted: Posted, *, by: User, at: datetime) -> Attempt:
    """Count what was answered on paper as an attempt with source «paper»; begun and broken off, it goes on from there.

    Free texts wait for the mentor, as those written on the site.

    Raises AlreadyOpen (the learner is in another attempt), StartRefused, ActivityClosed.
    """
    try:
        attempt = start_attempt(enrolment, quiz, test.paper, at=at)
    except AlreadyOpen as error:
        if error.attempt.seed != test.paper.seed or not error.attempt.running:
            raise
        attempt = error.attempt
    attempt.enrolment = enrolment
    attempt = save_answers(attempt, answers_from(attempt, posted), at=at)
    return hand_in(attempt, actor=by, at=at, closed_by=ClosedBy.PAPER)


def _code(paper: Paper) -> str:
    """Digits that people can say aloud; another question or another order gives others."""
    told = ";".join(f"{version.pk}:{','.join(order)}" for version, _picked, order in paper.rows)
    return str(int.from_bytes(hashlib.sha256(told.encode()).digest()[:6], "big") % 10**SIGNS).zfill(SIGNS)
