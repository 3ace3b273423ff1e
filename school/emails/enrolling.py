"""Letters about enrolling and completing: each is named by what has happened."""

from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter
from school.emails.common import callers, enrolment_of, say_state, words_of
from school.states import EnrolmentStatus


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


for _kind in ("enrolled", "request_received", "waitlisted", "place_given", "course_completed"):
    calls.register(f"school.{_kind}", say_state, [], callers)
