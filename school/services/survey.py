"""The survey of a course: offered when it is completed, answered once, read from five answers on (spec: school §1, §2)."""

from dataclasses import dataclass, field

from core import guard
from core.questions.blocks import questions_of
from core.questions.question import Answers, Question, merged, snapshot
from core.questions.summary import Summary, summaries
from school.models import CoursePage, CourseRun, Enrolment, SurveyAnswer, SurveyTicket
from school.models.survey import SHOWN_FROM
from school.states import EnrolmentStatus


class AlreadyAnswered(Exception):
    """The learner has answered this survey; nothing was stored."""


@dataclass(frozen=True)
class SurveyResults:
    """What a run has said; empty until there are enough answers, and then without days and names."""

    run: CourseRun
    count: int
    asked: int
    questions: list[Question] = field(default_factory=list)
    rows: list[SurveyAnswer] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        return self.count >= SHOWN_FROM

    @property
    def summaries(self) -> list[Summary]:
        return summaries(self.questions, [row.answers for row in self.rows])


def questions_for(page: CoursePage) -> list[Question]:
    """The survey of a course in the language of the page, empty if it has none."""
    return questions_of(page.survey)


def offer(enrolment: Enrolment) -> None:
    """A ticket for who has just completed a course with a survey: long before the answer, so that no order of rows tells.

    Called inside the act of completing.
    """
    if enrolment.course.page.survey and not enrolment.is_preview:
        SurveyTicket.objects.get_or_create(enrolment=enrolment)


@guard.act
def answer_survey(enrolment: Enrolment, questions: list[Question], answers: Answers) -> None:
    """Store the answers of a learner, apart from the learner. No history row: it would join what must stay apart.

    Raises AlreadyAnswered, guard.Busy.
    """
    SurveyAnswer.objects.create(run=enrolment.run, questions=snapshot(questions), answers=dict(answers))
    _make_tickets(enrolment.run)
    guard.hold(enrolment)
    if not SurveyTicket.objects.get(enrolment=enrolment).use():
        raise AlreadyAnswered


def _make_tickets(run: CourseRun) -> None:
    """Tickets for all who completed before the course had a survey, at once and in no order."""
    done = Enrolment.objects.real().filter(run=run, status=EnrolmentStatus.COMPLETED, survey_ticket__isnull=True)
    missing = list(done.order_by("?").values_list("pk", flat=True))
    SurveyTicket.objects.bulk_create([SurveyTicket(enrolment_id=pk) for pk in missing], ignore_conflicts=True)


def results_of_run(run: CourseRun) -> SurveyResults:
    """Everything a run has answered, in no order. Three queries."""
    graduates = Enrolment.objects.real().filter(run=run, status=EnrolmentStatus.COMPLETED).count()
    count = SurveyAnswer.objects.filter(run=run).count()
    if count < SHOWN_FROM:
        return SurveyResults(run, count, graduates)
    by_day = list(SurveyAnswer.objects.filter(run=run).order_by("day", "pk"))
    questions = merged([row.questions for row in by_day])
    return SurveyResults(run, count, graduates, questions, sorted(by_day, key=lambda row: row.pk))
