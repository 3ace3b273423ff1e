"""«Посмотреть как слушатель»: an author's enrolment that counts nowhere, the only one ever deleted (spec: school §4)."""

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from core import guard
from people.models import User
from school.models import Course, CourseRun, Enrolment, QuestionVersion, Response
from school.states import READS, WAITS, AttemptState, EnrolmentStatus, RunStatus


class StudiesHere(Exception):
    """The author studies or waits in this course for real: the lessons show that enrolment, not a preview."""


class NotAPreview(Exception):
    """A real enrolment is never deleted."""


def run_to_preview(course: Course) -> CourseRun | None:
    """The run an author looks at: the newest draft, else the newest open one."""
    rows = CourseRun.objects.filter(course=course, status__in=[RunStatus.DRAFT, RunStatus.OPEN])
    return rows.order_by("status", "-pk").first()  # «draft» stands before «open»


def preview_of(course: Course, user: User) -> Enrolment | None:
    """The author's preview in the course."""
    return Enrolment.objects.filter(course=course, user=user, is_preview=True).select_related("run").order_by("-pk").first()


def begin_preview(run: CourseRun, *, by: User) -> Enrolment:
    """Look at the run as a learner; a preview begun in another run of the course is wiped first.

    No letter, no seat, no event, no consent. Raises StudiesHere.
    """
    course = run.course
    if Enrolment.objects.real().filter(course=course, user=by, status__in=[*READS, *WAITS]).exists():
        raise StudiesHere
    known = preview_of(course, by)
    if known and known.run_id == run.pk:
        return known
    if known:
        wipe_preview(known)
    return _begin(run, by)


def start_again(enrolment: Enrolment) -> Enrolment:
    """«Начать заново»: everything done in the preview is forgotten. Raises NotAPreview."""
    run, user = enrolment.run, enrolment.user
    wipe_preview(enrolment)
    return _begin(run, user)


def wipe_preview(enrolment: Enrolment) -> None:
    """Delete a preview with all that hangs on it, files too. Raises NotAPreview."""
    for file in _wipe(enrolment):
        file.delete(save=False)  # after the act: a rolled-back one must find its files


def forget_answers(version: QuestionVersion) -> None:
    """Inside an act that changed the version: running previews have not answered it yet, closed ones stay as they were."""
    running = {"attempt__state": AttemptState.IN_PROGRESS, "attempt__enrolment__is_preview": True}
    rows = Response.objects.filter(version=version, **running)
    previews = list(Enrolment.objects.filter(pk__in=rows.values("attempt__enrolment")))
    if previews:
        guard.hold(*previews)
        rows.update(answer=None, option_order=[], saved_at=None)


@guard.act
def _begin(run: CourseRun, user: User) -> Enrolment:
    facts = {"status": EnrolmentStatus.ACTIVE, "source": "preview", "active_from": timezone.now(), "region": user.region}
    group = run.groups.filter(region__isnull=True).first()
    row, _made = Enrolment.objects.get_or_create(
        user=user, run=run, is_preview=True, defaults=facts | {"course": run.course, "group": group}
    )
    return row


@guard.act
def _wipe(enrolment: Enrolment) -> list[FieldFile]:
    guard.hold(enrolment)
    enrolment.refresh_from_db()
    if not enrolment.is_preview:
        raise NotAPreview
    files: list[FieldFile] = []
    _delete_with_children(Enrolment.objects.filter(pk=enrolment.pk), files)
    return files


def _delete_with_children(rows: models.QuerySet, files: list[FieldFile]) -> None:
    """Everything points upward by PROTECT, so what points at a row goes before it, whichever models there will be."""
    pks = list(rows.values_list("pk", flat=True))
    if not pks:
        return
    for relation in rows.model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            _delete_with_children(relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": pks}), files)
    names = [field.name for field in rows.model._meta.concrete_fields if isinstance(field, models.FileField)]
    found = rows.model._base_manager.filter(pk__in=pks)
    files += [getattr(row, name) for row in (found if names else ()) for name in names]
    found.delete()
