"""Reviews of works: kept as a draft, sent now or in the morning; points by the rubric become the grade (spec: school §3)."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

from core import guard, history, states
from people.models import User
from school.calculators.deadlines import NO_TERMS, Terms
from school.calculators.marks import Points, Scored, by_rubric
from school.models import (
    AssignmentPage,
    Criterion,
    Level,
    ReviewScore,
    RubricVersion,
    Submission,
    SubmissionVersion,
    WorkReview,
)
from school.models.grades import Trust
from school.models.learning import Verb
from school.models.outline import learners_programme
from school.models.review import Outcome
from school.services.claiming import hold_for
from school.services.completing import complete_if_done
from school.services.progress import Mark, record
from school.services.telling import tell_learner
from school.services.works import begin_next
from school.states import SUBMISSION_MOVES, Completion, ProgressState, Source, SubmissionState

MORNING = time(9)
STATES = {
    Outcome.RETURNED: SubmissionState.RETURNED,
    Outcome.ACCEPTED: SubmissionState.ACCEPTED,
    Outcome.REJECTED: SubmissionState.REJECTED,
}


class ReviewRefused(Exception):
    """The review cannot be sent; `why` is one of «no_outcome», «no_words», «no_points», «too_many_points», «no_returns_left»."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Said:
    """What the mentor says: words, points where there is no rubric, criterion pk → (level pk or None, remark)."""

    comment: str = ""
    points: Decimal | None = None
    scores: dict[int, tuple[int | None, str]] = field(default_factory=dict)
    outcome: str = ""


@guard.act
def keep_review(submission: Submission, said: Said, *, by: User, take_over: bool = False) -> WorkReview:
    """Keep the review as a draft; nobody but reviewers sees it. The work is held by this mentor from now on.

    Raises TakenByOther, NotAllowed (the work was taken back or decided).
    """
    guard.hold(submission.enrolment)
    hold_for(submission, by, take_over=take_over)
    return _keep(submission, said, by)


@guard.act
def send_review(submission: Submission, said: Said, *, by: User, in_the_morning: bool = False) -> WorkReview:
    """Return, accept or reject. In the morning: nine o'clock where the learner lives; until then it can be changed.

    Raises TakenByOther, NotAllowed, ReviewRefused. Side effects: event, grade, history, letter, the course may be completed.
    """
    guard.hold(submission.enrolment)
    hold_for(submission, by)
    review = _keep(submission, said, by)
    page = submission.activity.page.specific
    _refuse(review, page, submission)
    if in_the_morning:
        review.send_after = next_morning(_zone(submission), timezone.now())
        review.save(update_fields=["send_after"])
        return review
    _send(submission, review, page)
    return review


@guard.act
def send_due(review: WorkReview) -> bool:
    """Send a review whose morning has come; by the clock. False when it was changed or sent meanwhile."""
    submission = review.version.submission
    guard.hold(submission.enrolment)
    review.refresh_from_db()
    submission.refresh_from_db()
    due = review.sent_at is None and review.send_after and review.send_after <= timezone.now()
    if not due or submission.state != SubmissionState.IN_REVIEW:
        return False
    _send(submission, review, submission.activity.page.specific)
    return True


def send_all_due() -> int:
    """Every review whose hour has come. Returns how many were sent."""
    rows = WorkReview.objects.filter(sent_at__isnull=True, send_after__lte=timezone.now())
    related = ("version__submission__enrolment__user", "version__submission__activity__page", "reviewer")
    return sum(send_due(row) for row in rows.select_related(*related).order_by("send_after"))


def next_morning(zone: str, now: datetime) -> datetime:
    """The next nine o'clock in the zone."""
    local = now.astimezone(ZoneInfo(zone))
    morning = datetime.combine(local.date(), MORNING, tzinfo=ZoneInfo(zone))
    return morning if morning > local else morning + timedelta(days=1)


def rubric_of(page: AssignmentPage, review: WorkReview | None) -> RubricVersion | None:
    """By what this work is read: the version its draft review was begun with, else the newest."""
    first = review.scores.select_related("criterion__version").first() if review else None
    if first:
        return first.criterion.version
    return page.rubric.current if page.rubric else None


def latest_sent(submission: Submission) -> SubmissionVersion:
    """The version under review."""
    return SubmissionVersion.objects.filter(submission=submission, sent_at__isnull=False).order_by("-number")[0]


def _zone(submission: Submission) -> str:
    enrolment = submission.enrolment
    return enrolment.user.zone or (enrolment.region.zone if enrolment.region else enrolment.run.zone)


def _keep(submission: Submission, said: Said, by: User) -> WorkReview:
    version = latest_sent(submission)
    review = WorkReview.objects.filter(version=version, sent_at__isnull=True).first() or WorkReview(version=version)
    review.reviewer, review.comment, review.points, review.outcome = by, said.comment, said.points, said.outcome
    review.revision += 1
    review.send_after = None
    review.save()
    _keep_scores(review, said)
    return review


def _keep_scores(review: WorkReview, said: Said) -> None:
    """A level or a remark for a criterion; what says nothing is no row, and the author reads no empty line."""
    known = {row.criterion_id: row for row in ReviewScore.objects.filter(review=review)}
    levels = set(Level.objects.filter(criterion__in=said.scores).values_list("criterion_id", "pk"))
    for criterion, (level, remark) in said.scores.items():
        row = known.get(criterion) or ReviewScore(review=review, criterion_id=criterion)
        row.level_id, row.comment = (level if (criterion, level) in levels else None), remark
        if row.level_id or row.comment:
            row.save()
        elif row.pk:
            row.delete()


def _refuse(review: WorkReview, page: AssignmentPage, submission: Submission) -> None:
    if review.outcome not in STATES:
        raise ReviewRefused("no_outcome")
    if review.outcome == Outcome.RETURNED:
        if not review.comment.strip() and not ReviewScore.objects.filter(review=review).exclude(comment="").exists():
            raise ReviewRefused("no_words")
        returned = WorkReview.objects.filter(version__submission=submission, outcome=Outcome.RETURNED, sent_at__isnull=False)
        if page.returns is not None and returned.count() >= page.returns:
            raise ReviewRefused("no_returns_left")
    if review.outcome == Outcome.ACCEPTED and points_of(review, page) is None:
        raise ReviewRefused("no_points")
    if review.points is not None and review.points > page.max_points and rubric_of(page, review) is None:
        raise ReviewRefused("too_many_points")


def points_of(review: WorkReview, page: AssignmentPage) -> Points | None:
    """The points of a review: by the rubric when every criterion has its level, else as typed; None when something is missing."""
    rubric = rubric_of(page, review)
    if rubric is None:
        return None if review.points is None else Points(review.points, Decimal(page.max_points))
    chosen = {row.criterion_id: row.level for row in ReviewScore.objects.filter(review=review).select_related("level")}
    criteria = list(Criterion.objects.filter(version=rubric).prefetch_related("levels"))
    if any(chosen.get(one.pk) is None for one in criteria):
        return None
    return by_rubric(
        Scored(one.weight, chosen[one.pk].points, max(level.points for level in one.levels.all())) for one in criteria
    )


def _send(submission: Submission, review: WorkReview, page: AssignmentPage) -> None:
    now, enrolment = timezone.now(), submission.enrolment
    points = points_of(review, page)
    review.sent_at, review.send_after = now, None
    review.points = points.raw if points else review.points
    review.save(update_fields=["sent_at", "send_after", "points"])
    rubric = rubric_of(page, review)
    if rubric and rubric.frozen_at is None:
        RubricVersion.objects.filter(pk=rubric.pk).update(frozen_at=now)
    states.move(
        submission,
        STATES[Outcome(review.outcome)],
        moves=SUBMISSION_MOVES,
        field="state",
        actor=review.reviewer,
        person=enrolment.user,
        audience=history.PERSON,
        claimed_by=None,
        claimed_at=None,
        waits_since=None,
    )
    if review.outcome == Outcome.RETURNED:
        begin_next(submission, review.version)
    _learn(submission, review, points)
    _tell(submission, review)
    complete_if_done(enrolment)


def _learn(submission: Submission, review: WorkReview, points: Points | None) -> None:
    """What the decision means for progress and grade."""
    enrolment = submission.enrolment
    shown = learners_programme(enrolment)
    line = shown.line_of(submission.activity_id)
    verb = {Outcome.RETURNED: Verb.RETURNED, Outcome.ACCEPTED: Verb.ACCEPTED, Outcome.REJECTED: Verb.GRADED}[
        Outcome(review.outcome)
    ]
    state = None
    if line and line.item.completion == Completion.ACCEPT and review.outcome != Outcome.RETURNED:
        state = ProgressState.PASSED if review.outcome == Outcome.ACCEPTED else ProgressState.FAILED
    mark = None
    if points and review.outcome != Outcome.RETURNED:
        mark = _mark(points, review.version, line.terms if line else NO_TERMS)
    record(enrolment, submission.activity, verb, actor=review.reviewer, source=Source.MENTOR, state=state, mark=mark)


def _mark(points: Points, version: SubmissionVersion, terms: Terms) -> Mark:
    share = terms.share(points.scaled, version.sent_at)
    return Mark(share, points.raw, points.max, version.late, Trust.MENTOR)


def _tell(submission: Submission, review: WorkReview) -> None:
    kind = "accepted" if review.outcome == Outcome.ACCEPTED else "returned"
    tell_learner(submission.enrolment, kind, about=submission, key=review.public_id)
