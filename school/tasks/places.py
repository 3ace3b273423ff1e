"""What the minute clock does for places, reviews and news of enrolment; whom the School awaits (school §3, living-people §1)."""

from datetime import timedelta

from django.db.models import QuerySet

from core import tasks
from people.retention import await_people
from school.models import Enrolment
from school.services.admitting import withdraw_stale_invitations
from school.services.claiming import release_idle
from school.services.reviewing import send_all_due
from school.services.run_news import tell_all
from school.services.seats import promote_left
from school.states import EnrolmentStatus

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def invitations() -> None:
    """Invitations of fourteen days ago give their seats back."""
    withdraw_stale_invitations()


def seats() -> None:
    """Seats left free while somebody waits."""
    promote_left()


def claims() -> None:
    """Works taken and not touched for two hours."""
    release_idle()


def reviews() -> None:
    """Reviews whose morning has come."""
    send_all_due()


def news() -> None:
    """Courses whose enrolment has opened: whoever asked is told."""
    tell_all()


def awaited() -> QuerySet:
    """People put on a course by a list who have not been here yet: an invitation lives fourteen days, a wait till its seat."""
    waits = [EnrolmentStatus.INVITED, EnrolmentStatus.WAITLISTED]
    return Enrolment.objects.real().filter(status__in=waits).values("user")


def register_jobs() -> None:
    """Called once from the app's `ready`."""
    tasks.schedule("school.invitations", HOUR, invitations)
    tasks.schedule("school.seats", MINUTE, seats)
    tasks.schedule("school.claims", MINUTE, claims)
    tasks.schedule("school.reviews", MINUTE, reviews)
    tasks.schedule("school.news", MINUTE, news)
    await_people(awaited)
