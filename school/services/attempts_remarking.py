"""«Пересчитать», «Зачесть всем»: a wrong key of a question is repaired in attempts made with it (spec: school §1, §3)."""

from django.utils import timezone

from core import guard, history
from people.models import User
from school.calculators.attempts import tally
from school.models import Attempt, Enrolment, Question, QuestionVersion, Response
from school.questions import KINDS
from school.services.attempts_grading import grade, points_of, terms_at
from school.services.completing import complete_if_done
from school.states import AttemptState, Source


def remark_question(question: Question, *, by: User, reason: str, accept_all: bool = False) -> int:
    """Mark the answers to every version of the question anew; returns in how many attempts something changed.

    By default by the key of the latest version, which from then on stands in those attempts with its words and explanation;
    `accept_all`: everybody gets all points, whatever was answered. Attempts that run or wait for a mentor get it too, voided
    ones do not. A grade may fall, a completion is never taken away. One act for each learner: cut half-way, call it again.
    """
    latest = question.versions.select_related("question").order_by("-number").first()
    if latest is None:
        return 0
    wanted = Response.objects.filter(version__question=question).exclude(attempt__state=AttemptState.VOIDED)
    learners = Enrolment.objects.filter(pk__in=wanted.values("attempt__enrolment")).select_related("user", "run").order_by("pk")
    return sum(_remark(enrolment, latest, by, reason, accept_all) for enrolment in learners.iterator(chunk_size=200))


@guard.act
def _remark(enrolment: Enrolment, latest: QuestionVersion, by: User, reason: str, accept_all: bool) -> int:
    guard.hold(enrolment)
    enrolment.refresh_from_db(fields=["status"])
    rows = Response.objects.filter(attempt__enrolment=enrolment, version__question=latest.question_id)
    found = rows.exclude(attempt__state=AttemptState.VOIDED).select_related("attempt__activity", "version__question")
    touched = list(found.order_by("attempt__number", "position"))
    changed = [row for row in touched if _changed(row, latest, accept_all)]
    Response.objects.bulk_update(touched, ["score", "version"])
    if not accept_all:
        QuestionVersion.objects.filter(pk=latest.pk, frozen_at__isnull=True).update(frozen_at=timezone.now())
    for row in changed:
        _settle(row.attempt, enrolment, by, reason)
    if changed:
        complete_if_done(enrolment)
    return len(changed)


def _changed(row: Response, latest: QuestionVersion, accept_all: bool) -> bool:
    """Give the row its new key and points; whether the points changed. What a mentor has marked keeps its mark.

    A version whose choices are not those that were shown cannot judge the answers: then the old key stays.
    """
    was = row.score
    if accept_all:
        row.score = row.points
    elif row.marked_by_id is None and _fits(row.version, latest):
        row.version = latest
        row.score = None if row.attempt.running else points_of(row)
    return row.score != was


def _fits(shown: QuestionVersion, latest: QuestionVersion) -> bool:
    kind = KINDS[latest.question.kind]
    return set(kind.option_ids(shown.data)) <= set(kind.option_ids(latest.data))


def _settle(attempt: Attempt, enrolment: Enrolment, by: User, reason: str) -> None:
    """The attempt's share, a history row, and the grade where the attempt is graded already."""
    attempt.enrolment = enrolment
    was = attempt.scaled
    if attempt.state == AttemptState.GRADED:
        attempt.scaled = tally(attempt.responses.values_list("points", "score")).share
        Attempt.objects.filter(pk=attempt.pk).update(scaled=attempt.scaled)
    history.record(
        attempt,
        "remarked",
        was={"scaled": str(was)} if was is not None else {},
        now={"scaled": str(attempt.scaled)} if attempt.scaled is not None else {},
        reason=reason,
        actor=by,
        person=enrolment.user,
        audience=history.PERSON,
    )
    if attempt.state == AttemptState.GRADED:
        grade(attempt, terms_at(enrolment, attempt.activity_id), actor=by, source=Source.AUTO, note=reason)
