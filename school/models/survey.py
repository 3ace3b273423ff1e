"""The survey after a course: who has answered and what was answered lie apart, and nothing joins them (spec: school §2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.questions import AbstractAnonymousAnswer, AbstractTicket
from school.models.enrolment import Enrolment
from school.models.run import CourseRun
from school.states import EnrolmentStatus

SHOWN_FROM = 5  # fewer answers would show who said what


class SurveyTicket(AbstractTicket):
    """The right of one learner to answer once."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="survey_ticket", verbose_name=_("запись на курс"))

    class Meta:
        verbose_name = _("право ответить на опрос")
        verbose_name_plural = _("права ответить на опрос")

    def __str__(self) -> str:
        return str(self.enrolment)


class SurveyAnswer(AbstractAnonymousAnswer):
    """What somebody of a run answered."""

    run = models.ForeignKey(CourseRun, models.PROTECT, related_name="survey_answers", verbose_name=_("поток"))

    class Meta:
        verbose_name = _("ответ на опрос")
        verbose_name_plural = _("ответы на опрос")

    def __str__(self) -> str:
        return f"{self.run}, {self.day:%d.%m.%Y}"


def may_answer(enrolment: Enrolment) -> bool:
    """Whether the survey is for this learner: the course is completed and is no author's preview."""
    return enrolment.status == EnrolmentStatus.COMPLETED and not enrolment.is_preview


def waits(enrolment: Enrolment) -> bool:
    """Whether the survey waits for this learner. One query, none where the course has no survey."""
    page = enrolment.course.page
    return may_answer(enrolment) and bool(page.survey) and not has_answered(enrolment)


def has_answered(enrolment: Enrolment) -> bool:
    """Whether the learner's ticket is used."""
    return SurveyTicket.objects.filter(enrolment=enrolment, used_at__isnull=False).exists()
