"""Signatures as pictures: a small copy is kept with the papers, so that changing the picture changes no paper given before."""

import hashlib
import io

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

from core.images import MOST_PIXELS
from core.models.media import Picture
from core.models.papers import private_storage

WIDTH, HEIGHT, COLOURS = 480, 180, 64
READABLE = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]


def mark(picture: Picture | None) -> dict | None:
    """What an edition's data keeps of a facsimile: no file is read, so it may be called inside an act."""
    return {"picture": picture.pk, "file": picture.file.name} if picture else None


def drawn(kept: dict | None) -> list[int] | None:
    """The facsimile's bytes as a template takes them; the copy is made at the first call. None if there is none any more.

    A picture uploaded anew has another file name, hence another copy: papers given before keep their own.
    """
    if not kept:
        return None
    storage, path = private_storage(), _path(kept["file"])
    if not storage.exists(path):
        picture = Picture.objects.filter(pk=kept["picture"], file=kept["file"]).first()
        if picture is None:
            return None
        with picture.file.open("rb") as file:
            storage.save(path, ContentFile(_small(file.read())))
    with storage.open(path, "rb") as file:
        return list(file.read())


def _path(name: str) -> str:
    return f"papers/facsimiles/{hashlib.sha256(name.encode()).hexdigest()[:32]}"


def _small(body: bytes) -> bytes:
    """JPEG for a scan on paper, PNG of few colours for a signature cut out: a few kilobytes either way."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(body), formats=READABLE) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("facsimile too large")
        upright = ImageOps.exif_transpose(picture)
        clear = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
        small = upright.convert("RGBA" if clear else "RGB")
        small.thumbnail((WIDTH, HEIGHT))
        if clear:
            small.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
        else:
            small.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
