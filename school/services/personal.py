"""What the School keeps about a person: told, exported, erased (spec: platform §6, reliability §10)."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import guard
from people.models import User
from people.personal import Erased, Exported, PersonalDataSource, PersonalFile, Section, register
from school.models import (
    ActivityProgress,
    Enrolment,
    ExtensionRequest,
    LearningEvent,
    MentorAssignment,
    Post,
    PostFile,
    ReadyPhrase,
    RemindersOff,
    Response,
    RunNewsRequest,
    SelfCheckAnswer,
    SubmissionFile,
    SubmissionVersion,
)
from school.services.enrolling import leave
from school.states import STUDIES, WAITS

COVERS = (
    "school.Enrolment.user",
    "school.Enrolment.organisation_name",
    "school.LearningEvent.actor",
    "school.MentorAssignment.user",
    "school.Attempt.claimed_by",
    "school.Response.marked_by",
    "school.Remarking.by",
    "school.QuestionVersion.created_by",
    "school.Submission.claimed_by",
    "school.Submission.assigned_to",
    "school.SubmissionFile.name",
    "school.WorkReview.reviewer",
    "school.ReviewFile.name",
    "school.ReadyPhrase.owner",
    "school.RemindersOff.user",
    "school.RunNewsRequest.user",
    "school.Extension.by",
    "school.ExtensionRequest.asked_by",
    "school.ExtensionRequest.decided_by",
    "school.Post.author",
    "school.PostFile.name",
    "school.JointSession.confirmed_by",
    "school.SessionSheet.name",
)


def describe(user: User) -> list[Section]:
    """Each enrolment in one line, and the groups the person mentors."""
    studies = [f"{row.run}: {row.get_status_display()}, {_('записан')} {row.created_at:%d.%m.%Y}" for row in _rows(user)]
    mentors = [str(one.group) for one in MentorAssignment.objects.filter(user=user).select_related("group").order_by("pk")]
    return [
        Section(_("Учёба в Школе"), studies, _("Ответы и работы храним год после курса, итоги десять лет: имя и курс.")),
        Section(_("Группы, которым вы наставник"), mentors),
    ]


def export(user: User) -> Exported:
    """Enrolments with what was passed, answered, sent and asked, as plain rows; files as they were sent."""
    files = [PersonalFile(f"{one.public_id}-{one.name}", partial(_content, one)) for one in _files(user)]
    return Exported(
        {
            "enrolments": [_plain(row) for row in _rows(user)],
            "works": [
                _plain_version(row) for row in _versions(user).select_related("submission").order_by("submission", "number")
            ],
            "test_answers": [
                {"question": row.version.text, "answer": row.answer or row.late_answer, "score": str(row.score or "")}
                for row in _responses(user)
            ],
            "asked_about_runs": [
                {"course": str(row.course_key), "at": row.asked_at.isoformat()}
                for row in RunNewsRequest.objects.filter(user=user).order_by("pk")
            ],
            "reminders_off": RemindersOff.objects.filter(user=user).exists(),
            "messages": [
                {"at": row.created_at.isoformat(), "text": row.text} for row in Post.objects.filter(author=user).order_by("pk")
            ],
        },
        files,
    )


def erase(user: User, dry_run: bool) -> Erased:
    """Answers and words go, seats are freed; course, state and region stay without a name, as counts of reports."""
    rows = list(_rows(user))
    counts = {
        str(_("записи на курсы")): len(rows),
        str(_("ответы на вопросы")): SelfCheckAnswer.objects.filter(enrolment__user=user).count() + _responses(user).count(),
        str(_("работы")): _versions(user).count(),
        str(_("сообщения")): Post.objects.filter(author=user).count(),
    }
    if not dry_run:
        for row in rows:
            if row.status in {*STUDIES, *WAITS}:
                leave(row, by=user)
        files = list(_files(user))
        _erase(user)
        for upload in files:
            upload.file.delete(save=False)
    return Erased(counts, {str(_("курс, состояние и регион")): str(_("без имени: для отчётов о числе учеников"))} if rows else {})


def register_source() -> None:
    """Called once from the app's `ready`."""
    register(PersonalDataSource("school", _("Школа"), describe, export, erase, COVERS))


@guard.act
def _erase(user: User) -> None:
    guard.hold(user)
    Enrolment.objects.filter(user=user).update(motivation="", organisation=None, organisation_name="")
    SelfCheckAnswer.objects.filter(enrolment__user=user).delete()
    LearningEvent.objects.filter(enrolment__user=user).update(note="")
    for upload in _files(user):
        upload.delete()
    _versions(user).update(text="", link="", checklist=[])
    _responses(user).update(answer=None, late_answer=None)
    Post.objects.filter(author=user).update(text="")
    ExtensionRequest.objects.filter(enrolment__user=user).update(reason="")
    ReadyPhrase.objects.filter(owner=user).delete()
    RemindersOff.objects.filter(user=user).delete()
    RunNewsRequest.objects.filter(user=user).delete()
    MentorAssignment.objects.filter(user=user, until__isnull=True).update(until=timezone.now())


def _rows(user: User) -> QuerySet[Enrolment]:
    return Enrolment.objects.of(user).real().select_related("run", "region", "organisation").order_by("created_at", "pk")


def _versions(user: User) -> QuerySet[SubmissionVersion]:
    return SubmissionVersion.objects.filter(submission__enrolment__user=user).select_related("submission")


def _responses(user: User) -> QuerySet[Response]:
    written = Q(answer__isnull=False) | Q(late_answer__isnull=False)
    return Response.objects.filter(written, attempt__enrolment__user=user).select_related("version").order_by("pk")


def _files(user: User) -> Iterator[SubmissionFile | PostFile]:
    yield from SubmissionFile.objects.filter(version__submission__enrolment__user=user).order_by("pk")
    yield from PostFile.objects.filter(post__author=user).order_by("pk")


def _content(upload: SubmissionFile | PostFile) -> bytes:
    with upload.file.open("rb") as file:
        return file.read()


def _plain_version(row: SubmissionVersion) -> dict:
    return {
        "work": str(row.submission.activity_id),
        "version": row.number,
        "text": row.text,
        "link": row.link,
        "sent_at": row.sent_at.isoformat() if row.sent_at else None,
    }


def _plain(row: Enrolment) -> dict:
    passed = ActivityProgress.objects.filter(enrolment=row).order_by("pk").values_list("activity_id", "state", "completed_at")
    answers = SelfCheckAnswer.objects.filter(enrolment=row).order_by("pk")
    return {
        "run": str(row.run),
        "status": str(row.get_status_display()),
        "motivation": row.motivation,
        "organisation": str(row.organisation or row.organisation_name),
        "enrolled_at": row.created_at.isoformat(),
        "completed_at": row.completed_at.isoformat() if row.completed_at else None,
        "activities": [
            {"activity": activity, "state": state, "at": at.isoformat() if at else None} for activity, state, at in passed
        ],
        "answers": [{"question": one.block_id, "answer": one.answer, "right": one.right} for one in answers],
    }
