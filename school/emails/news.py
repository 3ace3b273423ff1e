"""The letter to whoever asked to be told when a course takes people again."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter
from school.calculators.run_phase import ENROLLABLE, phase_of
from school.emails.to_learners import coordinators_of
from school.models import RunNewsRequest
from school.states import RunStatus


@letter("school.enrolment_opened", _("Открылась запись на курс, о котором просили сообщить"))
def enrolment_opened(row: Letter) -> Content | None:
    """The run takes people: where to enrol. Nothing leaves if it has closed or was cancelled meanwhile."""
    run = _request_of(row).told_of
    if run.status != RunStatus.OPEN or phase_of(run, timezone.now()) not in ENROLLABLE:
        return None
    facts = {
        "course": run.course.page.title,
        "run": run,
        "name": row.person.get_short_name(),
        "enrol_url": f"{settings.SITE_URL}/school/runs/{run.code}/enrol/",
    }
    return content("school/enrolment_opened", row, facts)


def _request_of(row: Letter) -> RunNewsRequest:
    return RunNewsRequest.objects.select_related("told_of__course__page", "user").get(public_id=row.about_key)


def _say(row: Letter) -> str:
    run = _request_of(row).told_of
    return __("Открылась запись на курс «%(course)s», поток «%(run)s»: человек просил сообщить.") % {
        "course": run.course.page.title,
        "run": run.title,
    }


def _callers(row: Letter) -> models.QuerySet:
    """Coordinators of the person's region."""
    return coordinators_of(_request_of(row).user)


calls.register("school.enrolment_opened", _say, [], _callers)
