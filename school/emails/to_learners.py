"""What letters of the School share: the enrolment, its words, who calls whom the letter does not reach."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as __

from core.models.letters import Letter
from people.models import User
from regions.models import CoordinatorScope
from school.models import Enrolment


def enrolment_of(row: Letter) -> Enrolment:
    """The enrolment a letter is about."""
    return Enrolment.objects.select_related("run__course__page", "user", "region").get(public_id=row.about_key)


def words_of(enrolment: Enrolment) -> dict:
    """Names for every letter to a learner; `next_url` is the one tap to the exact next place."""
    return {
        "enrolment": enrolment,
        "run": enrolment.run,
        "course": enrolment.run.course.page.title,
        "name": enrolment.user.get_short_name(),
        "next_url": f"{settings.SITE_URL}/school/courses/{enrolment.course_id}/next/",
    }


def say_state(row: Letter) -> str:
    """What a caller says of an enrolment."""
    enrolment = enrolment_of(row)
    return __("Курс «%(course)s»: %(state)s.") % {
        "course": enrolment.run.course.page.title,
        "state": enrolment.get_status_display(),
    }


def coordinators_of(someone: Enrolment | User) -> models.QuerySet:
    """Coordinators of the region of a learner, or of a person who studies nothing yet: they call."""
    scopes = CoordinatorScope.objects.filter(region=someone.region_id, until__isnull=True)
    return User.objects.filter(pk__in=scopes.values("user"))


def callers(row: Letter) -> models.QuerySet:
    """Who calls about a letter whose row is an enrolment."""
    return coordinators_of(enrolment_of(row))
