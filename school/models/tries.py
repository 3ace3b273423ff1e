"""A learner's attempts at one quiz: how many are left, from when, what they bring, what of the key is shown (spec: school §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from school.calculators.attempts import Tried, attempts_left, by_policy, next_start, passes, shows_right
from school.calculators.deadlines import Terms
from school.calculators.programme import Line
from school.models.attempt import Attempt
from school.models.enrolment import Enrolment
from school.states import OPEN_ATTEMPT, AttemptState


@dataclass(frozen=True)
class Tries:
    """All attempts in order with points, and what follows from them by the rules given."""

    rules: Mapping[str, Any]
    terms: Terms
    rows: Sequence[Attempt]
    now: datetime

    @property
    def counted(self) -> list[Attempt]:
        """Without the voided ones."""
        return [row for row in self.rows if row.state != AttemptState.VOIDED]

    @property
    def running(self) -> Attempt | None:
        """The one the learner is in."""
        return next((row for row in self.rows if row.running), None)

    @property
    def open(self) -> Attempt | None:
        """The one that is running or with the mentor: while there is one no other begins."""
        return next((row for row in self.rows if row.state in OPEN_ATTEMPT), None)

    @property
    def left(self) -> int | None:
        """How many may still be begun, None for any number."""
        return attempts_left(self.rules["attempts"], self.terms.extra_attempts, len(self.counted))

    @property
    def limit(self) -> int | None:
        """How many there are in all, with the extra ones."""
        return None if self.rules["attempts"] is None else self.rules["attempts"] + self.terms.extra_attempts

    @property
    def not_before(self) -> datetime | None:
        """From when the next one may begin; None when it may now."""
        closed = [row.closed_at for row in self.counted if row.closed_at]
        until = next_start(max(closed, default=None), self.rules["hours_between"])
        return until if until and self.now < until else None

    @property
    def hard_over(self) -> bool:
        """Whether the last date has gone: nothing is begun any more."""
        return self.terms.hard is not None and self.now >= self.terms.hard

    @property
    def may_start(self) -> bool:
        """Whether an attempt may begin now."""
        return not (self.open or self.left == 0 or self.not_before or self.hard_over)

    @property
    def minutes(self) -> int | None:
        """Minutes of an attempt with the extra ones."""
        return self.rules["time_limit"] and self.rules["time_limit"] + self.terms.extra_minutes

    @property
    def result(self) -> Tried | None:
        """What the graded attempts bring by the policy."""
        return result_of(self.counted, self.rules["policy"], self.terms)

    @property
    def passed(self) -> bool:
        """Whether the result reaches the pass mark."""
        result = self.result
        return result is not None and passes(result.share, self.rules["pass_percent"])

    @property
    def right_shown(self) -> bool:
        """Whether right answers of closed attempts may be seen now."""
        return shows_right(
            self.rules["feedback"],
            passed=self.passed,
            left=self.left,
            running=self.running is not None,
            hard_over=self.terms.closed(self.now) if self.terms.hard else None,
        )


def tries_at(rules: Mapping[str, Any], enrolment: Enrolment, line: Line, now: datetime) -> Tries:
    """The learner's attempts at the quiz of a line. One query."""
    rows = list(Attempt.objects.of(enrolment, line.item.activity_id).with_points())
    wanted = line.item.pass_percent
    return Tries({**rules} | ({} if wanted is None else {"pass_percent": wanted}), line.terms, rows, now)


def result_of(rows: Sequence[Attempt], policy: str, terms: Terms) -> Tried | None:
    """What graded attempts (with points) bring: each attempt's share falls by its own lateness."""
    tried = [
        Tried(row.number, terms.share(row.scaled, row.closed_at), row.raw or Decimal(0), row.top or Decimal(0), row.late)
        for row in rows
        if row.state == AttemptState.GRADED and row.scaled is not None
    ]
    return by_policy(policy, tried)
