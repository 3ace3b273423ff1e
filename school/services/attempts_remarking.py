"""«Пересчитать», «Зачесть всем»: a wrong key of a question is repaired in attempts made with it (spec: school §1, §3)."""

from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils import timezone

from core import guard, history
from people.models import User
from school.calculators.attempts import tally
from school.models import Attempt, Enrolment, Question, QuestionVersion, Remarking, Response
from school.questions import KINDS
from school.services.attempts_grading import grade, points_of, terms_at
from school.services.completing import complete_if_done
from school.states import AttemptState, Source

AT_ONCE = 50


class RemarkingUnderWay(Exception):
    """The question is being marked anew already; nothing was asked."""


@dataclass
class Step:
    """What one learner's attempts brought."""

    seen: int = 0
    raised: int = 0
    lowered: int = 0


@guard.act
def ask_remarking(question: Question, *, by: User, reason: str, accept_all: bool = False) -> Remarking:
    """Note that answers to every version of the question are to be marked anew; `carry_on` does it, more than AT_ONCE in a task.

    By default by the key of the latest version, which is frozen from now on and will stand in those attempts with its words and
    explanation; `accept_all`: everybody gets all points, whatever was answered. Raises RemarkingUnderWay.
    """
    question = Question.objects.select_for_update().get(pk=question.pk)  # an edit of the last version waits, then makes the next
    if Remarking.objects.under_way().filter(question=question).exists():
        raise RemarkingUnderWay
    latest = question.versions.order_by("-number").first()
    asked = _asked(question.pk).values("attempt").distinct().count()
    if asked and not accept_all:
        QuestionVersion.objects.filter(pk=latest.pk, frozen_at__isnull=True).update(frozen_at=timezone.now())
    facts = {"version": latest, "accept_all": accept_all, "reason": reason, "by": by, "attempts": asked}
    return Remarking.objects.create(question=question, **facts)


def carry_on(remarking: Remarking) -> bool:
    """Do what is left of it, one act for each learner; False when somebody is at it or it is done.

    Attempts that run or wait for a mentor are marked too, voided ones and previews are not. A grade may fall, a completion is
    never taken away. Cut half-way, it goes on after the last learner done.
    """
    now = timezone.now()
    if not Remarking.objects.free(now).filter(pk=remarking.pk).update(touched_at=now):
        return False
    remarking.refresh_from_db()
    learners = Enrolment.objects.filter(pk__in=_asked(remarking.question_id).values("attempt__enrolment"), pk__gt=remarking.last)
    for enrolment in learners.select_related("user", "run").order_by("pk").iterator(chunk_size=200):
        _remark(enrolment, remarking)
    _finish(remarking)
    return True


def left_to_do() -> QuerySet[Remarking]:
    """What nobody is at, the oldest first; rung by the minute clock."""
    return Remarking.objects.free(timezone.now()).order_by("pk")


def _asked(question: int) -> QuerySet[Response]:
    rows = Response.objects.filter(version__question=question, attempt__enrolment__is_preview=False)
    return rows.exclude(attempt__state=AttemptState.VOIDED)


@guard.act
def _finish(remarking: Remarking) -> None:
    if Remarking.objects.under_way().filter(pk=remarking.pk).update(done_at=timezone.now()):
        remarking.refresh_from_db()
        now = {"attempts": remarking.seen, "raised": remarking.raised, "lowered": remarking.lowered}
        verb = "question_accepted_for_all" if remarking.accept_all else "question_remarked"
        history.record(remarking.question, verb, now=now, reason=remarking.reason, actor=remarking.by)


@guard.act
def _remark(enrolment: Enrolment, remarking: Remarking) -> None:
    """One learner; marks and the place where the work stands are written together, and the place only moves on."""
    guard.hold(enrolment)
    enrolment.refresh_from_db(fields=["status"])
    found = _asked(remarking.question_id).filter(attempt__enrolment=enrolment)
    touched = list(found.select_related("attempt__activity", "version__question").order_by("attempt__number", "position"))
    step = Step(seen=len({row.attempt_id for row in touched}))
    changed = [row for row in touched if _changed(row, remarking, step)]
    if not _move_on(remarking, enrolment, step):
        return
    Response.objects.bulk_update(touched, ["score", "version"])
    for row in changed:
        _settle(row.attempt, enrolment, remarking)
    if changed:
        complete_if_done(enrolment)


def _move_on(remarking: Remarking, enrolment: Enrolment, step: Step) -> bool:
    """Whether this learner was still to be done: a doubled worker finds that it was not."""
    rows = Remarking.objects.under_way().filter(pk=remarking.pk, last__lt=enrolment.pk)
    told = {name: F(name) + count for name, count in vars(step).items()}
    return bool(rows.update(last=enrolment.pk, touched_at=timezone.now(), **told))


def _changed(row: Response, remarking: Remarking, step: Step) -> bool:
    """Give the row its new key and points; whether the points changed. What a mentor has marked keeps its mark.

    A version whose choices are not those that were shown cannot judge the answers: then the old key stays.
    """
    was = row.score
    if remarking.accept_all:
        row.score = row.points
    elif row.marked_by_id is None and _fits(row.version, remarking.version):
        row.version = remarking.version
        row.score = None if row.attempt.running else points_of(row)
    if row.score == was:
        return False
    more = (row.score or 0) > (was or 0)
    step.raised, step.lowered = step.raised + more, step.lowered + (not more)
    return True


def _fits(shown: QuestionVersion, latest: QuestionVersion) -> bool:
    kind = KINDS[latest.question.kind]
    return set(kind.option_ids(shown.data)) <= set(kind.option_ids(latest.data))


def _settle(attempt: Attempt, enrolment: Enrolment, remarking: Remarking) -> None:
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
        reason=remarking.reason,
        actor=remarking.by,
        person=enrolment.user,
        audience=history.PERSON,
    )
    if attempt.state == AttemptState.GRADED:
        terms = terms_at(enrolment, attempt.activity_id)
        grade(attempt, terms, actor=remarking.by, source=Source.AUTO, note=remarking.reason)
