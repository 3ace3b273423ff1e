"""People's files: checked by content, stored under random names outside the public media (spec: reliability §6)."""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import images
from core.kinds_of_files import DOCUMENTS, EVERYDAY, PICTURES, SLIDES, SOUNDS, TABLES, TYPES, extension, looks_like_text, sniff
from core.links import new_id
from core.plain import one_line
from core.serving import serve

__all__ = [
    "DOCUMENTS",
    "EVERYDAY",
    "PICTURES",
    "SLIDES",
    "SOUNDS",
    "TABLES",
    "AbstractUpload",
    "BadFile",
    "Checked",
    "clean_name",
    "clean_upload",
    "serve",
]
MEGABYTE = 1024 * 1024
NAME_LIMIT = 150


class BadFile(ValueError):
    """The file is not taken; the text is one Russian sentence for its field."""


@dataclass(frozen=True)
class Checked:
    """A file that passed: the person's name for it, kind by content, size, SHA-256 and the bytes to store."""

    name: str
    kind: str
    size: int
    sha256: str
    file: File

    def fields(self) -> dict:
        """Keyword arguments for an `AbstractUpload` row."""
        return {"name": self.name, "kind": self.kind, "size": self.size, "sha256": self.sha256, "file": self.file}


def private_storage() -> Storage:
    """The storage of people's files, outside the public media."""
    return storages["private"]


def random_path(upload: "AbstractUpload", filename: str) -> str:
    """<folder>/<2 signs>/<22 random signs>.<kind by content>: nothing of the person's name is on the disk."""
    name = new_id()
    return f"{upload.folder}/{name[:2].lower()}/{name}.{upload.kind or extension(filename) or 'bin'}"


class AbstractUpload(models.Model):
    """A person's file: `Row(**checked.fields(), …)`. Subclasses may set `folder`."""

    folder = "uploads"

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    file = models.FileField(_("файл"), storage=private_storage, upload_to=random_path, max_length=200)
    name = models.CharField(_("имя файла"), max_length=NAME_LIMIT)
    sha256 = models.CharField(_("контрольная сумма"), max_length=64)
    size = models.PositiveBigIntegerField(_("размер, байт"))
    kind = models.CharField(_("вид по содержанию"), max_length=8)
    created_at = models.DateTimeField(_("загружен"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def media_type(self) -> str:
        """The media type by content."""
        return TYPES.get(self.kind, "application/octet-stream")


def clean_upload(uploaded: UploadedFile, *, kinds: frozenset[str] = EVERYDAY, max_mb: int = 10) -> Checked:
    """Check a posted file by size, extension and content; pictures come back upright and without the camera's marks.

    Call in a form's clean, outside any act (pictures are slow). Raises BadFile with the sentence for the field.
    """
    name = clean_name(uploaded.name)
    said = extension(name)
    if said not in kinds:
        words = {"name": name, "kinds": ", ".join(sorted(kinds))}
        raise BadFile(_("Файл «%(name)s» такого вида не принимается. Подойдут: %(kinds)s.") % words)
    if uploaded.size == 0:
        raise BadFile(_("Файл «%(name)s» пустой.") % {"name": name})
    if uploaded.size > max_mb * MEGABYTE:
        raise BadFile(_("Файл «%(name)s» больше %(limit)s МБ.") % {"name": name, "limit": max_mb})
    if not _agrees(uploaded, said):
        raise BadFile(_("Внутри файла «%(name)s» не то, что сказано в его имени. Сохраните его заново.") % {"name": name})
    if said in PICTURES:
        return _picture(uploaded, name, said)
    return Checked(name, said, uploaded.size, _sha256(uploaded), uploaded)


def clean_name(name: str) -> str:
    """The person's file name: NFC, no path, no control or direction signs, at most 150 signs with its ending kept."""
    last = PurePosixPath(unicodedata.normalize("NFC", str(name)).replace("\\", "/")).name
    line = one_line(last, 10_000).strip(". ") or "файл"
    stem, dot, ending = line.rpartition(".")
    if dot and len(line) > NAME_LIMIT:
        return f"{stem[: NAME_LIMIT - len(ending) - 1].rstrip()}.{ending}"[:NAME_LIMIT]
    return line[:NAME_LIMIT]


def _agrees(uploaded: UploadedFile, said: str) -> bool:
    return looks_like_text(uploaded) if said == "csv" else sniff(uploaded) == said


def _picture(uploaded: UploadedFile, name: str, said: str) -> Checked:
    try:
        body, kind = images.tidy(uploaded, said)
    except images.TooManyPixels:
        raise BadFile(_("Снимок «%(name)s» слишком велик: больше 24 мегапикселей. Уменьшите его.") % {"name": name}) from None
    except images.NotAPicture:
        raise BadFile(_("Снимок «%(name)s» не открывается: файл повреждён.") % {"name": name}) from None
    shown = name if kind == said else f"{name.rpartition('.')[0]}.{kind}"
    return Checked(shown, kind, len(body), hashlib.sha256(body).hexdigest(), ContentFile(body, name=f"picture.{kind}"))


def _sha256(file: File) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    for part in file.chunks():
        digest.update(part)
    file.seek(0)
    return digest.hexdigest()
