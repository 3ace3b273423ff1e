"""The next step of an enrolment with what comes after the lessons (spec: school §3)."""

from school.calculators.next_step import Step, next_step
from school.calculators.programme import Programme
from school.models import Enrolment
from school.models.certificate import Certificate
from school.models.survey import waits
from school.states import EnrolmentStatus


def step_of(enrolment: Enrolment, programme: Programme) -> Step:
    """Where «Дальше» leads this learner. Two queries once the course is completed, else none."""
    if programme.next_line or enrolment.status != EnrolmentStatus.COMPLETED:
        return next_step(programme)
    return next_step(programme, survey=waits(enrolment), certificate=not Certificate.objects.filter(enrolment=enrolment).exists())
