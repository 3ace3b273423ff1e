"""Who may what in the School (spec: school §4). No rule, no right; a stranger gets 404."""

from people import roles
from people.models import User
from people.roles import EDITORS
from people.rules import Visitor, has_role
from regions.scope import covers, scope_of
from school.models import Enrolment, MentorAssignment, Submission
from school.roles import manages_school
from school.states import EnrolmentStatus


def can_learn(enrolment: Enrolment, user: User) -> bool:
    """Whether the person may do things in this enrolment: own and active, or completed (new items may still be done)."""
    return enrolment.user_id == user.pk and enrolment.status in {EnrolmentStatus.ACTIVE, EnrolmentStatus.COMPLETED}


def can_choose_questions(user: Visitor) -> bool:
    """Whoever edits quizzes looks for questions by their names: editors too; keys stay with the bank."""
    return manages_school(user) or has_role(user, EDITORS)


def can_leave(enrolment: Enrolment, user: User) -> bool:
    """A learner leaves by oneself while studying or waiting."""
    leavable = {EnrolmentStatus.ACTIVE, EnrolmentStatus.WAITLISTED, EnrolmentStatus.REQUESTED, EnrolmentStatus.INVITED}
    return enrolment.user_id == user.pk and enrolment.status in leavable and not enrolment.is_preview


def is_mentor_of(user: User, enrolment: Enrolment) -> bool:
    """Whether the person is a mentor of the learner's group now."""
    groups = MentorAssignment.objects.filter(user=user, until__isnull=True)
    return enrolment.group_id is not None and groups.filter(group=enrolment.group_id).exists()


def can_review(user: User, enrolment: Enrolment) -> bool:
    """Works, answers and talks: mentors of the group and who runs the School; never a coordinator, nobody marks oneself."""
    if enrolment.user_id == user.pk or enrolment.is_preview:
        return False
    return manages_school(user) or is_mentor_of(user, enrolment)


def is_handed_to(user: User, submission: Submission) -> bool:
    """Whether this one work was given to the person, a mentor of another group of the run."""
    return submission.assigned_to_id == user.pk and Submission.objects.handed_to(user).filter(pk=submission.pk).exists()


def can_review_work(user: User, submission: Submission) -> bool:
    """One work with its files and remarks: who reviews the learner, and to whom this work was handed over."""
    return can_review(user, submission.enrolment) or is_handed_to(user, submission)


def can_write_work(user: User, submission: Submission) -> bool:
    """Only the learner, while studying."""
    return can_learn(submission.enrolment, user)


def can_manage_place(user: User, enrolment: Enrolment) -> bool:
    """Suspend, expel, restore, move, give out of turn: who runs the School, never for oneself."""
    return manages_school(user) and enrolment.user_id != user.pk


def can_decide_request(user: User, enrolment: Enrolment) -> bool:
    """Answer a request: who runs the School; the region's coordinator where the run says so; never one's own."""
    regional = enrolment.run.regions_decide and coordinates_region(user, enrolment.region_id)
    return enrolment.user_id != user.pk and (manages_school(user) or regional)


def can_enrol_by_hand(user: User, region_id: int | None) -> bool:
    """Put somebody on a course: who runs the School; a coordinator only people of the own region."""
    return manages_school(user) or coordinates_region(user, region_id)


def coordinates_region(user: User, region_id: int | None) -> bool:
    """Whether the person is the region's coordinator now."""
    return has_role(user, roles.COORDINATORS) and covers(scope_of(user), region_id)
