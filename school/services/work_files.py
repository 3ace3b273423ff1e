"""Files of a draft: each added by its own post, put in order, taken out; a file of a sent version is never touched."""

from core import guard
from core.files import DOCUMENTS, EVERYDAY, PICTURES, SLIDES, SOUNDS, TABLES, Checked
from school.models import AssignmentPage, Submission, SubmissionFile
from school.models.assignment import FileKinds
from school.services.works import WorkRefused, draft_of

KINDS = {
    FileKinds.ANY: EVERYDAY | SLIDES | SOUNDS | TABLES,
    FileKinds.DOCUMENTS: DOCUMENTS | SLIDES,
    FileKinds.TABLES: TABLES | {"xls", "ods"},
    FileKinds.PICTURES: PICTURES | {"pdf"},
    FileKinds.SOUNDS: SOUNDS,
}


def kinds_for(page: AssignmentPage) -> frozenset[str]:
    """Endings that the assignment takes."""
    return frozenset(KINDS[FileKinds(page.file_kinds)])


def add_file(submission: Submission, checked: Checked, *, at_most: int) -> SubmissionFile:
    """Store a checked file beside the draft. The same content twice is one file.

    Raises WorkRefused («many_files», «with_mentor», «final»); then nothing stays on the disk.
    """
    row = SubmissionFile(**checked.fields())
    row.file.save(checked.name, checked.file, save=False)  # before the act: a big file takes its time
    try:
        kept = _add(submission, row, at_most)
    except BaseException:
        row.file.delete(save=False)
        raise
    if kept.pk != row.pk:
        row.file.delete(save=False)
    return kept


@guard.act
def _add(submission: Submission, row: SubmissionFile, at_most: int) -> SubmissionFile:
    guard.hold(submission.enrolment)
    version = draft_of(submission)
    files = list(SubmissionFile.objects.filter(version=version))
    same = next((one for one in files if one.sha256 == row.sha256), None)
    if same:
        return same
    if len(files) >= at_most:
        raise WorkRefused("many_files")
    row.pk, row._state.adding = None, True  # a try that was rolled back has left its pk
    row.version, row.position = version, max((one.position for one in files), default=0) + 1
    row.save()
    return row


def remove_file(submission: Submission, public_id: str) -> None:
    """Take a file out of the draft; its bytes go when no sent version has them. Raises WorkRefused; unknown: nothing happens."""
    gone = _remove(submission, public_id)
    if gone and not SubmissionFile.objects.filter(file=gone.file.name).exists():
        gone.file.delete(save=False)


@guard.act
def _remove(submission: Submission, public_id: str) -> SubmissionFile | None:
    guard.hold(submission.enrolment)
    row = SubmissionFile.objects.filter(version=draft_of(submission), public_id=public_id).first()
    if row:
        SubmissionFile.objects.filter(pk=row.pk).delete()
    return row


@guard.act
def raise_file(submission: Submission, public_id: str) -> None:
    """Put a file one place higher: photos of pages are read in order. Raises WorkRefused."""
    guard.hold(submission.enrolment)
    files = list(SubmissionFile.objects.filter(version=draft_of(submission)).order_by("position", "pk"))
    at = next((place for place, one in enumerate(files) if one.public_id == public_id), 0)
    if at:
        files[at - 1], files[at] = files[at], files[at - 1]
    for place, one in enumerate(files, 1):
        one.position = place
    SubmissionFile.objects.bulk_update(files, ["position"])
