"""Somebody who completed a course, by the very acts learners do."""

from people.models import User
from school.models import CourseRun, Enrolment, RunItem
from school.services.enrolling import enrol
from school.services.learning import answer_self_checks, complete_lesson
from school.services.wording import profile_names
from tests.factories.school import CHECK_ID, RIGHT


def graduate(run: CourseRun, user: User) -> Enrolment:
    """Enrolled and through all lessons of `tests.factories.school.course`."""
    enrolment = enrol(run, user)
    first, second, third = RunItem.objects.filter(run=run).order_by("position")
    complete_lesson(enrolment, first, actor=user)
    complete_lesson(enrolment, second, actor=user)
    answer_self_checks(enrolment, third, {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=user)
    enrolment.refresh_from_db()
    return enrolment


__all__ = ["graduate", "profile_names"]
