"""«Дальше»: the one exact next place of an enrolment (spec: school §3)."""

from dataclasses import dataclass
from enum import StrEnum

from school.calculators.programme import Line, Programme


class StepKind(StrEnum):
    """What waits for the learner, in the order of urgency."""

    RETURNED = "returned"
    ATTEMPT = "attempt"
    ACTIVITY = "activity"
    MENTOR = "mentor"
    SURVEY = "survey"
    CERTIFICATE = "certificate"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Step:
    """The next step; `line` is set where it is an activity."""

    kind: StepKind
    line: Line | None = None


def next_step(programme: Programme, *, survey: bool = False, certificate: bool = False) -> Step:
    """Returned work, open attempt, required in order, optional; then the mentor's turn, the survey, the certificate.

    `survey`, `certificate`: whether they wait for this learner.
    """
    line = programme.next_line
    if line:
        kind = StepKind.RETURNED if line.returned else StepKind.ATTEMPT if line.attempt_open else StepKind.ACTIVITY
        return Step(kind, line)
    if waiting := next((one for one in programme.lines if one.waits_for_mentor), None):
        return Step(StepKind.MENTOR, waiting)
    if survey:
        return Step(StepKind.SURVEY)
    return Step(StepKind.CERTIFICATE if certificate else StepKind.NOTHING)
