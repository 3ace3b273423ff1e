"""A Word file becomes draft lessons of a module: shown first, confirmed once (living-people §4)."""

import hashlib

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils import timezone

from core import guard, history
from core.files import Checked
from core.links import new_id
from core.models import ImportBatch
from people.models import User
from school.exchange.word_lessons import Lesson, lessons_of
from school.models import LessonPage, ModulePage

KIND = "word_lessons"


def preview_lessons(module: ModulePage, checked: Checked, *, by: User) -> ImportBatch:
    """Say which lessons will come and what is lost; nothing else changes. Raises BadWord."""
    checked.file.seek(0)
    read = lessons_of(checked.file, checked.name)
    checked.file.seek(0)
    body = checked.file.read()
    report = {
        "module": module.pk,
        "lessons": [{"title": one.title, "words": one.words} for one in read.lessons],
        "lost": read.lost,
        "loaded_before": _loaded_before(module, checked.sha256),
    }
    batch = ImportBatch(kind=KIND, sha256=hashlib.sha256(body).hexdigest(), name=checked.name, report=report, by=by)
    batch.file.save(f"{new_id()}.docx", ContentFile(body), save=False)
    batch.save()
    return batch


def confirm_lessons(module: ModulePage, batch: ImportBatch, *, by: User) -> int:
    """Make the draft pages; a batch confirmed or dropped meanwhile changes nothing. Returns how many pages were made."""
    with batch.file.open("rb") as file:
        read = lessons_of(file, batch.name)
    return _write(module.pk, batch.pk, read.lessons, by)


def batches_of(module: ModulePage) -> QuerySet[ImportBatch]:
    """Loads of this module."""
    return ImportBatch.objects.filter(kind=KIND, report__module=module.pk)


@guard.act
def _write(module_pk: int, batch_pk: int, lessons: list[Lesson], by: User) -> int:
    waiting = ImportBatch.objects.filter(pk=batch_pk, state=ImportBatch.State.PREVIEWED)
    if not waiting.update(state=ImportBatch.State.DONE, done_at=timezone.now()):
        return 0
    module = ModulePage.objects.get(pk=module_pk)
    for number, lesson in enumerate(lessons, 1):
        page = LessonPage(
            title=lesson.title, slug=f"word-{batch_pk}-{number}", live=False, has_unpublished_changes=True, owner=by
        )
        body = [{"type": kind, "value": text} for kind, text in lesson.blocks]
        page.body = LessonPage._meta.get_field("body").to_python(body)
        module.add_child(instance=page).save_revision(user=by)
    history.record(module, "loaded", now={"lessons": len(lessons)}, actor=by)
    return len(lessons)


def _loaded_before(module: ModulePage, sha256: str) -> str:
    earlier = batches_of(module).filter(sha256=sha256, state=ImportBatch.State.DONE).first()
    return f"{earlier.done_at:%d.%m.%Y}" if earlier else ""
