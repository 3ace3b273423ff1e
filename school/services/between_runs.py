"""A person with nothing to do is offered what can be begun today (living-people §4)."""

from django.utils import timezone

from people.models import User
from school.calculators.run_phase import ENROLLABLE, phase_of
from school.models import CourseRun, Enrolment
from school.states import READS, WAITS, Admission

OFFERED = 3


def self_paced_for(user: User) -> list[CourseRun]:
    """Self-paced runs open to everybody, of courses the person neither studies nor waits for. Two queries at most."""
    own = Enrolment.objects.of(user).real().filter(status__in=[*READS, *WAITS]).values("course")
    runs = CourseRun.objects.opened().filter(self_paced=True, admission=Admission.OPEN).exclude(course__in=own)
    runs = runs.filter(course__page__live=True).select_related("course__page").order_by("-pk")
    now = timezone.now()
    return [run for run in runs if phase_of(run, now) in ENROLLABLE][:OFFERED]
