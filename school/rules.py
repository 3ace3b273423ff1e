"""Who may what in the School (spec: school §4). No rule, no right; a stranger gets 404."""

from people.models import User
from people.rules import Visitor
from school.models import Enrolment
from school.models.activity import is_methodologist
from school.states import EnrolmentStatus


def manages_school(user: Visitor) -> bool:
    """Methodologists and administrators run the School."""
    return is_methodologist(user)


def can_learn(enrolment: Enrolment, user: User) -> bool:
    """Whether the person may do things in this enrolment: own and active, or completed (new items may still be done)."""
    return enrolment.user_id == user.pk and enrolment.status in {EnrolmentStatus.ACTIVE, EnrolmentStatus.COMPLETED}


def can_leave(enrolment: Enrolment, user: User) -> bool:
    """A learner leaves by oneself while studying or waiting."""
    leavable = {EnrolmentStatus.ACTIVE, EnrolmentStatus.WAITLISTED, EnrolmentStatus.REQUESTED, EnrolmentStatus.INVITED}
    return enrolment.user_id == user.pk and enrolment.status in leavable
