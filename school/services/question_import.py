"""Questions of a file come into a bank: shown first, confirmed in acts; the same file twice changes nothing (spec: school §7)."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core import guard, history
from core.files import clean_name
from core.imports import DOUBLE, NEW, SAME, drop
from core.links import new_id
from core.models import ImportBatch
from people.models import User
from school.exchange import FORMATS, Note, Parsed, fingerprint, read_questions
from school.models import Question, QuestionBank, QuestionCategory, QuestionVersion
from school.services.bank import tags_of
from school.services.question_pictures import picture_of, unreadable

__all__ = ["KIND", "batches_of", "confirm_questions", "drop", "preview_questions"]
KIND = "school.questions"
ACT_ROWS = 500
NO_CATEGORY = "Без категории"  # a stored name: the same in whatever language the file is loaded


@dataclass(frozen=True)
class Row:
    """A question of the preview: its line, what will happen to it, its kind, name and category."""

    line: int
    state: str
    kind: str
    title: str
    category: str


def preview_questions(bank: QuestionBank, body: bytes, name: str, *, by: User) -> ImportBatch:
    """Read the file, say of each question what will happen and of each line what is lost; nothing else changes.

    Raises exchange.BadSource with one sentence for a file that cannot be read at all.
    """
    form, sheet = read_questions(body)
    sha256 = hashlib.sha256(body).hexdigest()
    notes = [*sheet.notes, *_bad_pictures(sheet.questions)]
    rows = list(_judged(sheet.questions, _known(bank)))
    report = {
        "bank": bank.pk,
        "format": form,
        "format_title": FORMATS[form],
        "rows": [asdict(row) for row in rows],
        "notes": [asdict(note) for note in sorted(notes, key=lambda note: note.line)],
        "counts": Counter(row.state for row in rows),
        "lost": sum(note.lost for note in notes),
        "loaded_before": _loaded_before(bank, sha256),
        "done": 0,
    }
    batch = ImportBatch(kind=KIND, sha256=sha256, name=clean_name(name), report=report, by=by)
    batch.file.save(f"{new_id()}.txt", ContentFile(body), save=False)
    batch.save()
    return batch


def confirm_questions(batch: ImportBatch, *, by: User) -> int:
    """Save what the preview promised, in acts of 500 that go on where they stopped; returns how many questions are new.

    A batch confirmed or dropped meanwhile changes nothing. Pictures are put into the library before, never inside an act.
    """
    with batch.file.open("rb") as file:
        _form, sheet = read_questions(file.read())
    bank = QuestionBank.objects.get(pk=batch.report["bank"])
    made = 0
    for start in range(batch.report.get("done", 0), len(sheet.questions), ACT_ROWS):
        part = sheet.questions[start : start + ACT_ROWS]
        known = _known(bank)
        pictures = {
            at: picture_of(one.drawing, one.title, by) for at, one in enumerate(part) if one.drawing and _key(one) not in known
        }
        made += guard.act(partial(_write, batch.pk, bank, part, start, pictures, by))()
    guard.act(partial(_finish, batch.pk, by, made))()
    batch.refresh_from_db()
    return made


def batches_of(bank: QuestionBank) -> QuerySet[ImportBatch]:
    """Loads of this bank, newest first."""
    return ImportBatch.objects.filter(kind=KIND, report__bank=bank.pk).select_related("by").order_by("-created_at")


def _write(pk: int, bank: QuestionBank, part: Sequence[Parsed], start: int, pictures: dict, by: User) -> int:
    """One act: the batch row is held, so that a second press waits and then finds its rows done."""
    batch = ImportBatch.objects.select_for_update().get(pk=pk)
    if batch.state != ImportBatch.State.PREVIEWED or batch.report.get("done", 0) != start:
        return 0
    known = _known(bank)
    fresh = []
    for at, question in enumerate(part):
        if _key(question) not in known:
            known.add(_key(question))
            fresh.append((question, pictures.get(at)))
    _insert(bank, fresh, by)
    batch.report["done"] = start + len(part)
    batch.save(update_fields=["report"])
    return len(fresh)


def _insert(bank: QuestionBank, fresh: list[tuple], by: User) -> None:
    paths = {question.category or NO_CATEGORY for question, _picture in fresh}
    QuestionCategory.objects.bulk_create(
        [QuestionCategory(bank=bank, path=path) for path in sorted(paths)], ignore_conflicts=True
    )
    categories = {row.path: row for row in QuestionCategory.objects.filter(bank=bank, path__in=paths)}
    questions = Question.objects.bulk_create(
        Question(category=categories[one.category or NO_CATEGORY], kind=one.kind, title=one.title, import_key=_key(one))
        for one, _picture in fresh
    )
    QuestionVersion.objects.bulk_create(
        QuestionVersion(
            question=question,
            number=1,
            text=one.text,
            data=one.data,
            explanation=one.explanation,
            picture=picture,
            picture_alt=one.drawing.alt if picture else "",
            created_by=by,
        )
        for question, (one, picture) in zip(questions, fresh, strict=True)
    )
    _tag(questions, [one.tags for one, _picture in fresh])


def _tag(questions: Sequence[Question], tags: Sequence[Sequence[str]]) -> None:
    by_name = {tag.name: tag for tag in tags_of([name for names in tags for name in names])}
    links = Question.tags.through
    links.objects.bulk_create(
        links(question=question, questiontag=by_name[name])
        for question, names in zip(questions, tags, strict=True)
        for name in names
    )


def _finish(pk: int, by: User, made: int) -> None:
    waiting = ImportBatch.objects.filter(pk=pk, state=ImportBatch.State.PREVIEWED)
    if waiting.update(state=ImportBatch.State.DONE, done_at=timezone.now()):
        batch = ImportBatch.objects.get(pk=pk)
        now = {"kind": KIND, "name": batch.name, NEW: made}
        history.record(batch, "imported", now=now, actor=by, audience=history.AUDIT)


def _judged(questions: Sequence[Parsed], known: set[str]) -> Iterable[Row]:
    seen: set[str] = set()
    for one in questions:
        key = _key(one)
        state = DOUBLE if key in seen else SAME if key in known else NEW
        seen.add(key)
        yield Row(one.line, state, one.kind, one.title, one.category)


def _known(bank: QuestionBank) -> set[str]:
    """Keys of what the bank has: as it was loaded, and as every version reads now. Two queries."""
    loaded = Question.objects.filter(category__bank=bank).exclude(import_key="").values_list("import_key", flat=True)
    versions = QuestionVersion.objects.filter(question__category__bank=bank).values_list("question__kind", "text", "data")
    return {*loaded, *(fingerprint(*row) for row in versions)}


def _key(question: Parsed) -> str:
    return fingerprint(question.kind, question.text, question.data)


def _bad_pictures(questions: Sequence[Parsed]) -> list[Note]:
    return [
        Note(
            one.line,
            _("«%(title)s»: картинка «%(name)s» не читается, вопрос придёт без неё.")
            % {"title": one.title, "name": one.drawing.name},
        )
        for one in questions
        if one.drawing and unreadable(one.drawing)
    ]


def _loaded_before(bank: QuestionBank, sha256: str) -> str:
    earlier = batches_of(bank).filter(sha256=sha256, state=ImportBatch.State.DONE).first()
    return timezone.localtime(earlier.done_at).strftime("%d.%m.%Y") if earlier else ""
