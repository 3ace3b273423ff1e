"""A learner's work: begun, kept as a draft with its files, sent, taken back while nobody reads it (spec: school §2, §3)."""

import uuid
from dataclasses import dataclass, field

from django.utils import timezone

from core import drafts, guard, history, states
from people.models import User
from school.models import Enrolment, RunItem, Submission, SubmissionFile, SubmissionVersion
from school.models.learning import Verb
from school.services.access import ActivityClosed, open_line
from school.services.completing import complete_if_done
from school.services.progress import record
from school.services.telling import tell_learner
from school.states import SUBMISSION_MOVES, WITH_LEARNER, Completion, ProgressState, SubmissionState


class WorkRefused(Exception):
    """The act is not possible; `why` is one of «late», «empty», «with_mentor», «final», «many_files», «changed»."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Written:
    """What the learner wrote: text, link, the points ticked in the checklist."""

    text: str = ""
    link: str = ""
    checklist: list[str] = field(default_factory=list)


@guard.act
def begin_work(enrolment: Enrolment, item: RunItem, *, actor: User) -> Submission:
    """«Начать работу»: the work with its first draft; there is one already: that one. Raises ActivityClosed."""
    guard.hold(enrolment)
    open_line(enrolment, item)
    found = Submission.objects.filter(enrolment=enrolment, activity=item.activity).first()
    if found:
        return found
    submission = Submission.objects.create(enrolment=enrolment, activity=item.activity)
    SubmissionVersion.objects.create(submission=submission, number=1)
    record(enrolment, item.activity, Verb.STARTED, actor=actor, state=ProgressState.IN_PROGRESS)
    return submission


@guard.act
def keep_work(submission: Submission, written: Written) -> SubmissionVersion:
    """Store what is written in the draft version; before the check page and with files. Raises WorkRefused."""
    guard.hold(submission.enrolment)
    version = draft_of(submission)
    version.text, version.link, version.checklist = written.text, written.link, written.checklist
    version.revision += 1
    version.save(update_fields=["text", "link", "checklist", "revision", "saved_at"])
    return version


@guard.act
def send_work(submission: Submission, item: RunItem, *, actor: User, send_key: uuid.UUID, revision: int) -> Submission:
    """«Отправить наставнику» what the check page showed (`revision` of the draft); the same key twice is one sending.

    After the hard date (and its 15 minutes) nothing is sent, the text stays a draft. Raises WorkRefused, ActivityClosed.
    Side effects: event, history, letter to the learner; the kept form is forgotten; the course may be completed.
    """
    enrolment = submission.enrolment
    guard.hold(enrolment)
    if SubmissionVersion.objects.filter(submission=submission, send_key=send_key).exists():
        return submission
    line = open_line(enrolment, item)
    version = draft_of(submission)
    now = timezone.now()
    _refuse(version, revision, late=line.terms.closed(now))
    version.sent_at, version.send_key, version.late = now, send_key, line.terms.late(now)
    version.save(update_fields=["sent_at", "send_key", "late"])
    _move(submission, SubmissionState.SUBMITTED, actor, waits_since=now)
    done = ProgressState.COMPLETED if item.completion == Completion.SUBMIT else ProgressState.IN_PROGRESS
    record(enrolment, item.activity, Verb.SUBMITTED, actor=actor, state=done, data={"version": version.number})
    drafts.drop(actor, submission)
    _tell(submission, version)
    complete_if_done(enrolment)
    return submission


@guard.act
def take_back(submission: Submission, *, actor: User) -> None:
    """The learner takes the work back while no mentor has begun: the version is a draft again.

    Raises NotAllowed when it is being read or was answered.
    """
    guard.hold(submission.enrolment)
    submission.refresh_from_db()
    if submission.state == SubmissionState.IN_REVIEW:
        raise states.NotAllowed(submission.state, SubmissionState.DRAFT)
    _move(submission, SubmissionState.DRAFT, actor, waits_since=None)
    last = SubmissionVersion.objects.filter(submission=submission).order_by("-number")[0]
    SubmissionVersion.objects.filter(pk=last.pk).update(sent_at=None, send_key=None, late=False)


def draft_of(submission: Submission) -> SubmissionVersion:
    """The draft version, which is there while the work is the learner's. Inside an act, after `hold`.

    Raises WorkRefused while the mentor has it («with_mentor») or when it was decided («final»).
    """
    submission.refresh_from_db()
    if submission.state not in WITH_LEARNER:
        decided = {SubmissionState.ACCEPTED, SubmissionState.REJECTED}
        raise WorkRefused("final" if submission.state in decided else "with_mentor")
    return SubmissionVersion.objects.get(submission=submission, sent_at__isnull=True)


def begin_next(submission: Submission, last: SubmissionVersion) -> SubmissionVersion:
    """The next draft of a returned work: it begins with what was sent, files included; in the act that returns it."""
    facts = {"text": last.text, "link": last.link}
    version = SubmissionVersion.objects.create(submission=submission, number=last.number + 1, **facts)
    for old in SubmissionFile.objects.filter(version=last):
        copied = {name: getattr(old, name) for name in ("file", "name", "sha256", "size", "kind", "position")}
        SubmissionFile.objects.create(version=version, **copied)
    return version


def _refuse(version: SubmissionVersion, revision: int, *, late: bool) -> None:
    if late:
        raise WorkRefused("late")
    if version.revision != revision:
        raise WorkRefused("changed")
    if not (version.text.strip() or version.link or version.files.exists()):
        raise WorkRefused("empty")


def _move(submission: Submission, to: str, actor: User, **changes: object) -> None:
    person = submission.enrolment.user
    states.move(
        submission, to, moves=SUBMISSION_MOVES, field="state", actor=actor, person=person, audience=history.PERSON, **changes
    )


def _tell(submission: Submission, version: SubmissionVersion) -> None:
    key = f"{submission.public_id}:{version.number}:{version.revision}"
    tell_learner(submission.enrolment, "submitted", about=submission, key=key)


__all__ = [
    "ActivityClosed",
    "WorkRefused",
    "Written",
    "begin_next",
    "begin_work",
    "draft_of",
    "keep_work",
    "send_work",
    "take_back",
]
