"""One criterion across all works of a group: the same eye for everybody, kept in the draft reviews (living-people §4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.states import NotAllowed
from people.models import User
from school.models import Criterion, Group, Submission, SubmissionVersion, WorkReview
from school.services.claiming import TakenByOther
from school.services.mentor_queue import Kind, waiting_for
from school.services.reviewing import Said, keep_review, latest_sent, rubric_of


@dataclass(frozen=True)
class Read:
    """A waiting work with what is read, its draft review and the level chosen so far."""

    submission: Submission
    version: SubmissionVersion
    review: WorkReview | None
    criteria: list[Criterion]
    levels: dict[int, int | None]


def works_to_read(user: User, group: Group) -> list[Read]:
    """Works of the group that nobody else holds and that are not to be sent in the morning; a few queries for each."""
    rows = [one.row for one in waiting_for(user, kind=Kind.WORK, group=group) if one.claimed_by in (None, user)]
    read = [_read(row) for row in rows]
    return [one for one in read if one.criteria and not (one.review and one.review.send_after)]


def keep_levels(works: list[Read], criterion: Criterion, levels: Mapping[str, int], *, by: User) -> int:
    """Put the chosen level (public id → pk) into each draft review; the rest of a review stays. Returns how many were kept.

    A work taken back or taken by a colleague meanwhile is passed over.
    """
    kept = 0
    for one in works:
        level = levels.get(one.submission.public_id)
        if level is None or one.levels.get(criterion.pk) == level:
            continue
        try:
            keep_review(one.submission, _said(one.review, criterion, level), by=by)
        except (TakenByOther, NotAllowed):
            continue
        kept += 1
    return kept


def _read(row: Submission) -> Read:
    version = latest_sent(row)
    review = WorkReview.objects.filter(version=version, sent_at__isnull=True).prefetch_related("scores").first()
    rubric = rubric_of(row.activity.page.specific, review)
    criteria = list(rubric.criteria.prefetch_related("levels")) if rubric else []
    return Read(row, version, review, criteria, {one.criterion_id: one.level_id for one in review.scores.all()} if review else {})


def _said(review: WorkReview | None, criterion: Criterion, level: int) -> Said:
    if review is None:
        return Said(scores={criterion.pk: (level, "")})
    scores = {one.criterion_id: (one.level_id, one.comment) for one in review.scores.all()}
    scores[criterion.pk] = (level, scores.get(criterion.pk, (None, ""))[1])
    return Said(review.comment, review.points, scores, review.outcome)
