"""«Сообщить о наборе»: asked and taken back by the person, told once when enrolment opens (living-people §4)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from core import guard, history
from core.mail.queue import queue
from people.models import User
from school.calculators.run_phase import ENROLLABLE, phase_of
from school.models import CourseRun, Enrolment, RunNewsRequest
from school.states import READS, WAITS, Admission


def open_request(user: User, course_key: UUID) -> RunNewsRequest | None:
    """The person's request about the course that is not answered yet."""
    return _open().filter(user=user, course_key=course_key).first()


def can_be_enrolled(course_key: UUID) -> bool:
    """Whether some run of the course takes people now, by themselves or by request."""
    return course_key in _enrolling([course_key])


@guard.act
def ask(user: User, course_key: UUID) -> RunNewsRequest:
    """Ask for news of the course; twice gives the first row. Side effect: history."""
    guard.hold(user)
    row, made = RunNewsRequest.objects.get_or_create(user=user, course_key=course_key, closed_at=None)
    if made:
        history.record(row, "asked", actor=user, person=user, audience=history.PERSON)
    return row


@guard.act
def take_back(user: User, course_key: UUID) -> bool:
    """The person wants no news of the course any more. False if nothing was asked. Side effect: history."""
    guard.hold(user)
    row = open_request(user, course_key)
    if row is None:
        return False
    _close(row)
    history.record(row, "taken_back", actor=user, person=user, audience=history.PERSON)
    return True


def tell_all() -> int:
    """Tell everybody whose course takes people now, each in an act of its own; returns how many letters were queued."""
    waiting = _open().select_related("user", "user__region").order_by("pk")
    runs = _enrolling(waiting.values_list("course_key", flat=True).order_by().distinct())
    return sum(_tell(row.pk, runs[row.course_key]) for row in waiting.filter(course_key__in=list(runs)))


@guard.act
def _tell(pk: int, run: CourseRun) -> bool:
    """One letter; whoever studies or waits on the course already needs none, and the request is closed all the same."""
    row = RunNewsRequest.objects.select_related("user", "user__region").get(pk=pk)
    guard.hold(row.user)
    row.refresh_from_db(fields=["closed_at"])
    if row.closed_at is not None:
        return False
    known = Enrolment.objects.of(row.user).real().filter(course=run.course_id, status__in=[*READS, *WAITS]).exists()
    _close(row, None if known else run)
    if known:
        return False
    history.record(row, "told", now={"run": run.code}, person=row.user, audience=history.PERSON)
    region = row.user.region
    queue(
        "school.enrolment_opened",
        row,
        to=row.user.email or "",
        key=f"school.enrolment_opened:{row.public_id}",
        person=row.user,
        scope=(f"course:{run.course_id}", *([region.code] if region else [])),
        zone=region.zone if region else "",
    )
    return True


def _open() -> QuerySet[RunNewsRequest]:
    return RunNewsRequest.objects.filter(closed_at__isnull=True, user__erased_at__isnull=True)


def _close(row: RunNewsRequest, run: CourseRun | None = None) -> None:
    row.closed_at, row.told_of = timezone.now(), run
    row.save(update_fields=["closed_at", "told_of"])


def _enrolling(courses: Iterable[UUID]) -> dict[UUID, CourseRun]:
    """The newest run of each course that takes people now; not those enrolled by a list. One query."""
    runs = CourseRun.objects.opened().exclude(admission=Admission.LIST).filter(course__in=courses, course__page__live=True)
    now = timezone.now()
    return {run.course_id: run for run in runs.order_by("pk") if phase_of(run, now) in ENROLLABLE}
