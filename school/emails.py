"""Letters of the School: each is named by what has happened and carries the one-tap link to the next step."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter
from regions.models import CoordinatorScope
from school.models import Enrolment
from school.states import EnrolmentStatus


def _enrolment(row: Letter) -> Enrolment:
    return Enrolment.objects.select_related("run__course__page", "user", "region").get(public_id=row.about_key)


def _words(enrolment: Enrolment) -> dict:
    page = enrolment.run.course.page
    return {
        "enrolment": enrolment,
        "run": enrolment.run,
        "course": page.title,
        "name": enrolment.user.get_short_name(),
        "next_url": f"{settings.SITE_URL}/school/courses/{enrolment.course_id}/next/",
    }


def _letter_of(kind: str, row: Letter, *wanted: str) -> Content | None:
    enrolment = _enrolment(row)
    return content(f"school/{kind}", row, _words(enrolment)) if enrolment.status in wanted else None


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


def _say(row: Letter) -> str:
    enrolment = _enrolment(row)
    return __("Курс «%(course)s»: %(state)s.") % {
        "course": enrolment.run.course.page.title,
        "state": enrolment.get_status_display(),
    }


def _coordinators(row: Letter) -> models.QuerySet:
    """Coordinators of the learner's region."""
    scopes = CoordinatorScope.objects.filter(region=_enrolment(row).region_id, until__isnull=True)
    return get_user_model().objects.filter(pk__in=scopes.values("user"))


for _kind in ("enrolled", "request_received", "waitlisted", "place_given", "course_completed"):
    calls.register(f"school.{_kind}", _say, [], _coordinators)
