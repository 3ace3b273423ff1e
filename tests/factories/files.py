"""Files as people and as villains send them."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def upload(name: str, body: bytes, media_type: str = "application/octet-stream") -> SimpleUploadedFile:
    """A posted file; the media type is the browser's word and means nothing."""
    return SimpleUploadedFile(name, body, media_type)


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **saving: object) -> bytes:
    """A small picture, red on its left half, green on its right."""
    image = Image.new("RGB", size, "green")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    body = io.BytesIO()
    image.save(body, kind, **saving)
    return body.getvalue()


def photo(orientation: int = 6) -> bytes:
    """A phone's photo: lying on its side, with the place and the camera in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Камера соседа"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif.tobytes())


def png_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 10_000)) + chunk(b"IEND", b"")


def archive(entries: dict[str, bytes]) -> bytes:
    """A zip of these entries."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return body.getvalue()


def docx(**more: bytes) -> bytes:
    """The least that is a Word file."""
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"} | more)


def odt() -> bytes:
    return archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})


def doc(*streams: str) -> bytes:
    """The head of a file of the old Office and names of streams in it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + b"".join(name.encode("utf-16-le") for name in streams)
