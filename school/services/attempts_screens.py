"""What the screens of an attempt show; the same queries for 5 and for 100 questions (spec: school §5, §9)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from school.calculators.attempts import FeedbackRule, minutes_left, passes
from school.calculators.deadlines import NO_TERMS
from school.calculators.programme import Line
from school.models import Attempt, Response
from school.models.outline import learners_programme
from school.models.tries import Tries, tries_at
from school.questions import KINDS, Feedback, QuestionView, Verdict, view_of
from school.questions.kind import Posted
from school.services.attempts import deadline_of
from school.states import AttemptState


@dataclass(frozen=True)
class Asked:
    """One question on its screen: what is shown and the mark of the answer it was shown with."""

    position: int
    view: QuestionView
    seen: str


@dataclass(frozen=True)
class Running:
    """An attempt the learner is in: its questions by pages, until when, how many are answered."""

    attempt: Attempt
    line: Line | None
    rows: list[Response]
    page: int
    now: datetime

    @property
    def per_page(self) -> int:
        return self.attempt.rules["per_page"]

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.rows) // self.per_page))

    @property
    def until(self) -> datetime | None:
        """The end by the terms of now."""
        return deadline_of(self.attempt, self.line.terms if self.line else NO_TERMS)

    @property
    def minutes(self) -> int | None:
        """Whole minutes left, None where nothing limits."""
        return minutes_left(self.now, self.until) if self.until else None

    @property
    def seconds(self) -> int | None:
        """The same in seconds, for the countdown."""
        return max(0, int((self.until - self.now).total_seconds())) if self.until else None

    @property
    def shown(self) -> list[Response]:
        """The rows of this page."""
        return self.rows[(self.page - 1) * self.per_page : self.page * self.per_page]

    @property
    def questions(self) -> list[Asked]:
        """The questions of this page: nothing of the key is in them."""
        return [Asked(row.position, running_view(row), mark_of(row.answer)) for row in self.shown]

    @property
    def answered(self) -> int:
        return sum(is_answered(row) for row in self.rows)

    @property
    def by_page(self) -> list[tuple[int, bool, int]]:
        """Each page: its number, whether it is this one, how many of its questions are not answered."""
        cut = [self.rows[at : at + self.per_page] for at in range(0, len(self.rows), self.per_page)]
        return [(number, number == self.page, sum(not is_answered(row) for row in rows)) for number, rows in enumerate(cut, 1)]

    @property
    def missing(self) -> list[tuple[QuestionView, int]]:
        """Questions not answered, or answered so that something is to be mended, each with its page."""
        found = [(running_view(row), (row.position - 1) // self.per_page + 1) for row in self.rows]
        return [(view, page) for view, page in found if not view.answered or view.problem]


@dataclass(frozen=True)
class Result:
    """A closed attempt: every question with what may be told of it."""

    attempt: Attempt
    line: Line | None
    tries: Tries | None
    questions: list[QuestionView]
    raw: Any
    top: Any

    @property
    def right_shown(self) -> bool:
        return self.tries is not None and self.tries.right_shown

    @property
    def share(self) -> Decimal | None:
        """The share after lateness."""
        attempt, terms = self.attempt, self.line.terms if self.line else NO_TERMS
        return None if attempt.scaled is None else terms.share(attempt.scaled, attempt.closed_at)

    @property
    def wanted(self) -> int:
        """The pass mark, per cent."""
        return (self.tries.rules if self.tries else self.attempt.rules)["pass_percent"] or 0

    @property
    def passed(self) -> bool:
        """Whether this very attempt reaches it."""
        return self.share is not None and passes(self.share, self.wanted)

    @property
    def when_right(self) -> str:
        """When right answers will be shown."""
        if self.attempt.rules["feedback"] == FeedbackRule.AFTER_HARD and self.line and self.line.terms.hard:
            return _("Верные ответы откроются после последнего срока теста.")
        return _("Верные ответы откроются, когда тест будет пройден или кончатся попытки.")


def running_screen(attempt: Attempt, page: int, now: datetime) -> Running:
    """The attempt on its way. Three queries, one more where this page has pictures."""
    line = learners_programme(attempt.enrolment).line_of(attempt.activity_id)
    screen = Running(attempt, line, rows_of(attempt), page, now)
    screen = Running(attempt, line, screen.rows, min(max(page, 1), screen.pages), now)
    with_pictures(screen.shown)
    return screen


def result_screen(attempt: Attempt, now: datetime) -> Result:
    """A closed attempt with as much of the key as the rule of its start allows. Five queries at most."""
    line = learners_programme(attempt.enrolment).line_of(attempt.activity_id)
    rules = {**attempt.rules, "attempts": attempt.activity.page.quizpage.attempts}
    tries = tries_at(rules, attempt.enrolment, line, now) if line else None
    rows = with_pictures(rows_of(attempt))
    told = Feedback(remarks=True, right=bool(tries and tries.right_shown))
    views = [result_view(row, told, reviewing=attempt.state == AttemptState.IN_REVIEW) for row in rows]
    scores = [row.score for row in rows if row.score is not None]
    return Result(attempt, line, tries, views, sum(scores) if scores else None, sum(row.points for row in rows))


def rows_of(attempt: Attempt) -> list[Response]:
    """All answers in order with their questions. One query."""
    return list(attempt.responses.select_related("version__question", "version__picture").order_by("position"))


def with_pictures(rows: list[Response]) -> list[Response]:
    """The rows with the sizes of their pictures at hand, so that the templates ask for none. One query at most."""
    pictures = [row.version.picture for row in rows if row.version.picture_id]
    if pictures:
        prefetch_related_objects(pictures, "renditions")
    return rows


def running_view(row: Response) -> QuestionView:
    """A question while it is answered."""
    kind = KINDS[row.version.question.kind]
    return view_of(kind, row.version, number=row.position, order=row.option_order, answer=row.answer)


def result_view(row: Response, told: Feedback, *, reviewing: bool = False) -> QuestionView:
    """A question of a closed attempt; while a mentor reads, what the mentor has noted so far is not told."""
    kind = KINDS[row.version.question.kind]
    hidden = reviewing and kind.by_hand and bool(row.answer)
    verdict = Verdict(row.points, None if hidden else row.score, told, "" if hidden else row.comment)
    return view_of(kind, row.version, number=row.position, order=row.option_order, answer=row.answer, verdict=verdict)


def is_answered(row: Response) -> bool:
    """Whether all of the question is answered."""
    return KINDS[row.version.question.kind].is_answered(row.version.data, row.answer)


def answers_from(attempt: Attempt, posted: Posted) -> dict[int, Any]:
    """Answers of the questions a form has shown (field «at»), by pk of their rows. One query.

    What was not changed in this form is left out: an old page on another device takes nothing back.
    """
    shown = [int(at) for at in posted.getlist("at")[:100] if at.isascii() and at.isdigit() and len(at) < 5]
    rows = attempt.responses.filter(position__in=shown).select_related("version__question")
    read = {row: KINDS[row.version.question.kind].read(row.version.data, posted, f"q-{row.position}") for row in rows}
    return {row.pk: answer for row, answer in read.items() if mark_of(answer) != _seen(posted, row.position)}


def mark_of(answer: Any) -> str:
    """A short mark of an answer: two marks are equal when the answers are."""
    return hashlib.sha256(json.dumps(answer, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def _seen(posted: Posted, position: int) -> str:
    return (posted.getlist(f"seen-{position}") or [""])[0]
