"""Letters about enrolling and completing: each is named by what has happened."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter, Urgency
from school.emails.to_learners import callers, enrolment_of, say_state, words_of
from school.states import READS, EnrolmentStatus, RunStatus


def _letter_of(kind: str, row: Letter, *wanted: str) -> Content | None:
    enrolment = enrolment_of(row)
    return content(f"school/{kind}", row, words_of(enrolment)) if enrolment.status in wanted else None


@letter("school.enrolled", _("Запись на курс"))
def enrolled(row: Letter) -> Content | None:
    """You study: what the course is and where to begin."""
    return _letter_of("enrolled", row, EnrolmentStatus.ACTIVE)


@letter("school.request_received", _("Запрос на курс получен"))
def request_received(row: Letter) -> Content | None:
    """The request has come; when the answer will be."""
    return _letter_of("request_received", row, EnrolmentStatus.REQUESTED)


@letter("school.waitlisted", _("Лист ожидания курса"))
def waitlisted(row: Letter) -> Content | None:
    """No seat yet; nothing needs to be done."""
    return _letter_of("waitlisted", row, EnrolmentStatus.WAITLISTED)


@letter("school.place_given", _("Место на курсе освободилось"))
def place_given(row: Letter) -> Content | None:
    """The seat is yours, no answer needed."""
    return _letter_of("place_given", row, EnrolmentStatus.ACTIVE)


@letter("school.course_completed", _("Курс пройден"))
def course_completed(row: Letter) -> Content | None:
    """Congratulations, with the day."""
    return _letter_of("course_completed", row, EnrolmentStatus.COMPLETED)


@letter("school.request_refused", _("Отказ в записи на курс"))
def request_refused(row: Letter) -> Content | None:
    """Not this time, with the reason and what can be done."""
    enrolment = enrolment_of(row)
    if enrolment.status != EnrolmentStatus.REFUSED:
        return None
    return content("school/request_refused", row, words_of(enrolment) | {"reason": row.data.get("reason", "")})


@letter("school.run_cancelled", _("Поток курса отменён"), urgency=Urgency.CODE)
def run_cancelled(row: Letter) -> Content | None:
    """The run will not be, why, and what can be done instead."""
    enrolment = enrolment_of(row)
    if enrolment.run.status != RunStatus.CANCELLED or enrolment.status in READS:
        return None
    return content("school/run_cancelled", row, words_of(enrolment) | {"reason": row.data.get("reason", "")})


@letter("school.invited", _("Приглашение на курс"))
def invited(row: Letter) -> Content | None:
    """The seat is kept for fourteen days; one press confirms."""
    enrolment = enrolment_of(row)
    if enrolment.status != EnrolmentStatus.INVITED:
        return None
    address = f"{settings.SITE_URL}/school/runs/{enrolment.run.code}/enrol/"
    return content("school/invited", row, words_of(enrolment) | {"enrol_url": address})


KINDS = ["enrolled", "request_received", "waitlisted", "place_given", "course_completed"]
for _kind in (*KINDS, "request_refused", "run_cancelled", "invited"):
    calls.register(f"school.{_kind}", say_state, [], callers)
