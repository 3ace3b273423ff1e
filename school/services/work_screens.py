"""What a work's screen shows: versions with their reviews, whose turn it is, dates; the same queries for any number."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from school.calculators.programme import Line
from school.models import ExtensionRequest, RunItem, Submission, SubmissionVersion, WorkReview
from school.models.outline import learners_programme
from school.states import WITH_LEARNER, RequestState


@dataclass(frozen=True)
class Screen:
    """A work for its learner or its mentor; `draft` is None while the mentor has it or it is decided."""

    line: Line
    versions: list[SubmissionVersion]
    draft: SubmissionVersion | None
    open: bool
    asked_time: bool

    @property
    def item(self) -> RunItem:
        return self.line.item

    @property
    def sent(self) -> list[SubmissionVersion]:
        """Sent versions, the newest first."""
        return [version for version in reversed(self.versions) if version.sent_at]

    @property
    def last(self) -> SubmissionVersion | None:
        return self.sent[0] if self.sent else None

    @property
    def typed(self) -> dict:
        """What the form begins with."""
        version = self.draft
        return {"text": version.text, "link": version.link, "checklist": version.checklist} if version else {}

    @property
    def closed_by_date(self) -> bool:
        """The last date has passed: the text stays, nothing is sent."""
        return self.line.terms.closed(timezone.now())


def screen_of(submission: Submission) -> Screen:
    """Versions with files and sent reviews, and the line of the programme. Eight queries whatever there is."""
    sent = WorkReview.objects.filter(sent_at__isnull=False).select_related("reviewer")
    reviews = Prefetch("reviews", sent.prefetch_related("files", "scores__criterion", "scores__level"), to_attr="sent_reviews")
    versions = list(SubmissionVersion.objects.filter(submission=submission).prefetch_related("files", reviews).order_by("number"))
    line = learners_programme(submission.enrolment).line_of(submission.activity_id)
    mine = submission.state in WITH_LEARNER
    draft = next((version for version in versions if version.sent_at is None), None) if mine else None
    asked = ExtensionRequest.objects.filter(
        enrolment=submission.enrolment, item__activity=submission.activity_id, state=RequestState.OPEN
    )
    return Screen(line, versions, draft, mine and bool(line) and line.open, asked.exists())
