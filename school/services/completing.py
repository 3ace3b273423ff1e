"""Completing a course: all required passed and the total reached; once, and never taken back by an edit (spec: school §3)."""

from django.utils import timezone

from core import history, states
from school.calculators.totals import total
from school.models import Enrolment
from school.models.outline import learners_programme
from school.services.certificates import issue_if_due
from school.services.survey import offer
from school.services.telling import tell_learner
from school.states import ENROLMENT_MOVES, EnrolmentStatus


def complete_if_done(enrolment: Enrolment) -> bool:
    """Move an active enrolment to completed when everything asked is done; inside an act, after `hold(enrolment)`.

    Returns whether it was completed now. Side effects: history, the letter, the certificate where it is given by itself.
    """
    if enrolment.status != EnrolmentStatus.ACTIVE:
        return False
    shown = learners_programme(enrolment)
    if not shown.complete or not total(shown).reaches(enrolment.course.page.pass_total):
        return False
    states.move(
        enrolment,
        EnrolmentStatus.COMPLETED,
        moves=ENROLMENT_MOVES,
        person=enrolment.user,
        audience=history.PERSON,
        completed_at=timezone.now(),
        completed_structure=enrolment.run.structure_version,
    )
    tell_learner(enrolment, "course_completed", key=enrolment.public_id)
    offer(enrolment)
    issue_if_due(enrolment)
    return True
