"""Giving files out: ranges, ETag, Russian names, a policy that lets nothing run (spec: platform §3, reliability §6)."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import parse_etags, quote_etag

from core import disposition
from core.kinds_of_files import PICTURES, TYPES, extension

BLOCK = 64 * 1024
INLINE = PICTURES | {"pdf"}
WEB_TYPES = {"avif": "image/avif", "gif": "image/gif"}
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
PRIVATE, PUBLIC = "private, no-store", "public, max-age=31536000, immutable"


def serve(
    request: HttpRequest, upload: object, *, name: str = "", inline: bool = False, public: bool = False
) -> HttpResponseBase:
    """Answer with a stored file after the caller's rule has said yes; a file missing on the disk is 404.

    `upload`: an `AbstractUpload` row or a FieldFile. `name`: the Russian name for saving (a row's own by default). `inline` is
    obeyed only for pdf and re-encoded pictures. `public` lets shared caches keep it.
    """
    field = upload if isinstance(upload, FieldFile) else upload.file
    shown = name or getattr(upload, "name", "") or PurePosixPath(field.name).name
    kind = extension(field.name)
    response = _answer(request, field, _etag(upload, field))
    response["Content-Type"] = TYPES.get(kind) or WEB_TYPES.get(kind, "application/octet-stream")
    show = inline and (kind in INLINE or kind in WEB_TYPES)
    response["Content-Disposition"] = disposition.inline(shown) if show else disposition.attachment(shown)
    response["Cache-Control"] = PUBLIC if public else PRIVATE
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = settings.CSP_FILES
    return response


def _answer(request: HttpRequest, field: FieldFile, etag: str) -> HttpResponseBase:
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _with_tag(HttpResponse(status=304), etag)
    if settings.ACCEL and isinstance(field.storage, FileSystemStorage):  # S3 has a «location» too, but nothing on the disk
        return _handed_over(field, etag)
    try:
        file, size = field.storage.open(field.name, "rb"), field.storage.size(field.name)
    except (FileNotFoundError, IsADirectoryError, ValueError):
        raise Http404 from None
    return _with_tag(_bytes(request, file, size, etag), etag)


def _bytes(request: HttpRequest, file: File, size: int, etag: str) -> HttpResponseBase:
    wanted = _range(request, size, etag)
    if wanted is None:
        file.close()
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    start, length, partial = wanted
    if request.method == "HEAD":
        file.close()
        response: HttpResponseBase = HttpResponse(status=206 if partial else 200)
    else:
        response = StreamingHttpResponse(Blocks(file, start, length), status=206 if partial else 200)
    response["Content-Length"] = str(length)
    response["Accept-Ranges"] = "bytes"
    if partial:
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    return response


def _range(request: HttpRequest, size: int, etag: str) -> tuple[int, int, bool] | None:
    """(start, length, partial), or None for a range beyond the file. Several ranges or an outdated If-Range: the whole."""
    header, condition = request.headers.get("Range", ""), request.headers.get("If-Range", "")
    found = RANGE.fullmatch(header.strip())
    if not found or found.groups() == ("", "") or (condition and condition != etag):
        return 0, size, False
    first, last = found.groups()
    if first:
        start, end = int(first), min(int(last or size), size - 1)
    else:
        start, end = max(size - int(last), 0), size - 1
    return (start, end - start + 1, True) if start <= end and start < size else None


class Blocks:
    """A part of a file in blocks; closes it also when the reader went away before the first one."""

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        self.file, self.start, self.left = file, start, length

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(self.start)
        while self.left > 0 and (block := self.file.read(min(BLOCK, self.left))):
            self.left -= len(block)
            yield block

    def close(self) -> None:
        """Called by Django when the answer is done or broken off."""
        self.file.close()


def _handed_over(field: FieldFile, etag: str) -> HttpResponseBase:
    """The proxy gives the bytes: `/_private/` and `/_media/` are internal locations of deploy/nginx.conf."""
    place = "_private" if str(field.storage.location) == str(settings.PRIVATE_ROOT) else "_media"
    response = _with_tag(HttpResponse(), etag)
    response["X-Accel-Redirect"] = f"/{place}/{quote(field.name)}"
    return response


def _etag(upload: object, field: FieldFile) -> str:
    known = getattr(upload, "sha256", "")
    if known:
        return quote_etag(known[:32])
    try:
        mark = f"{field.name}:{field.storage.size(field.name)}:{field.storage.get_modified_time(field.name).timestamp()}"
    except (FileNotFoundError, NotImplementedError, ValueError):
        raise Http404 from None
    return quote_etag(hashlib.sha256(mark.encode()).hexdigest()[:32])


def _with_tag(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    return response
