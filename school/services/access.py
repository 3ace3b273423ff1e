"""The one function that decides whether something may be done in an activity now (spec: school §4)."""

from typing import Any, Protocol

from school.calculators.programme import Line
from school.models import Enrolment
from school.models.outline import learners_programme
from school.states import EnrolmentStatus


class Placed(Protocol):
    """Whatever knows its activity: a line of a programme, an attempt, a work."""

    activity_id: Any


class ActivityClosed(Exception):
    """The activity is not open for this learner; the text says why, and may be empty."""


def open_line(enrolment: Enrolment, item: Placed) -> Line:
    """The line of the programme in which the learner may act; call after `hold(enrolment)`: the row is read again.

    Raises ActivityClosed when the person does not study any more, or the line is closed or gone. Three queries.
    """
    enrolment.refresh_from_db(fields=["status", "completed_at", "group"])
    if enrolment.status not in {EnrolmentStatus.ACTIVE, EnrolmentStatus.COMPLETED}:
        raise ActivityClosed(str(enrolment.get_status_display()))
    line = learners_programme(enrolment).line_of(item.activity_id)
    if line is None or line.why_closed:
        raise ActivityClosed(line.why_closed if line else "")
    return line
