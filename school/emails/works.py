"""Letters about works: sent, returned, accepted; about time that was asked for."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter
from school.emails.to_learners import coordinators_of, words_of
from school.models import Submission
from school.states import SubmissionState


def work_of(row: Letter) -> Submission:
    """The work a letter is about."""
    related = ("enrolment__run__course__page", "enrolment__user", "enrolment__region", "activity__page")
    return Submission.objects.select_related(*related).get(public_id=row.about_key)


def work_letter(kind: str, row: Letter, *wanted: str) -> Content | None:
    """The letter while the work is in a wanted state, else none: something newer is told by a newer letter."""
    work = work_of(row)
    if work.state not in wanted:
        return None
    address = f"{settings.SITE_URL}/school/works/{work.public_id}/"
    words = {"work": work, "assignment": work.activity.page.title, "work_url": address}
    return content(f"school/{kind}", row, words_of(work.enrolment) | words)


@letter("school.submitted", _("Работа отправлена"))
def submitted(row: Letter) -> Content | None:
    """The work has come; when to wait for the answer."""
    return work_letter("submitted", row, SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW)


@letter("school.returned", _("Работа возвращена"))
def returned(row: Letter) -> Content | None:
    """The mentor has answered: what to mend, or that it is not accepted."""
    return work_letter("returned", row, SubmissionState.RETURNED, SubmissionState.REJECTED)


@letter("school.accepted", _("Работа зачтена"))
def accepted(row: Letter) -> Content | None:
    """The work is accepted."""
    return work_letter("accepted", row, SubmissionState.ACCEPTED)


def say_work(row: Letter) -> str:
    """What a caller says of a work."""
    work = work_of(row)
    words = {"assignment": work.activity.page.title, "state": work.get_state_display()}
    return __("Работа «%(assignment)s»: %(state)s.") % words


def callers(row: Letter) -> QuerySet:
    """The coordinators of the author's region call."""
    return coordinators_of(work_of(row).enrolment)


for _kind in ("submitted", "returned", "accepted"):
    calls.register(f"school.{_kind}", say_work, [], callers)
