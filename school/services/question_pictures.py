"""Pictures that come with questions: checked like people's pictures, put into the library once."""

import hashlib
import io

from django.core.files.images import ImageFile

from core import images
from core.kinds_of_files import PICTURES, sniff
from core.models import Picture
from people.models import User
from school.exchange import Drawing


def unreadable(drawing: Drawing) -> bool:
    """Whether the bytes are no picture we take."""
    return _tidy(drawing) is None


def picture_of(drawing: Drawing, title: str, by: User) -> Picture | None:
    """The picture in the library; the same bytes again are the same picture. None for what cannot be read. Not in an act."""
    tidied = _tidy(drawing)
    if tidied is None:
        return None
    body, kind = tidied
    file_hash = hashlib.sha1(body, usedforsecurity=False).hexdigest()  # as the library keeps it
    known = Picture.objects.filter(file_hash=file_hash).first()
    if known:
        return known
    file = ImageFile(io.BytesIO(body), name=f"vopros-{file_hash[:10]}.{kind}")
    return Picture.objects.create(title=(drawing.alt or title)[:200], file=file, uploaded_by_user=by, file_hash=file_hash)


def _tidy(drawing: Drawing) -> tuple[bytes, str] | None:
    file = io.BytesIO(drawing.body)
    kind = sniff(file)
    if kind not in PICTURES:
        return None
    try:
        return images.tidy(file, kind)
    except (images.TooManyPixels, images.NotAPicture):
        return None
