"""What a file is, by its content: the extension is only a person's word for it (spec: reliability §6)."""

import zipfile
from typing import BinaryIO

HEAD = 8192
PICTURES = frozenset({"jpg", "png", "heic", "webp"})
DOCUMENTS = frozenset({"pdf", "doc", "docx", "odt", "xls", "xlsx", "ods"})
SLIDES = frozenset({"pptx", "odp"})
SOUNDS = frozenset({"m4a", "ogg", "mp3"})
TABLES = frozenset({"xlsx", "csv"})
EVERYDAY = DOCUMENTS | PICTURES
SAME = {"jpeg": "jpg", "jfif": "jpg", "heif": "heic", "oga": "ogg"}
ZIP_ENTRIES = 2000
OFFICE = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"
TYPES = {  # media types
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "odt": f"{ODF}.text",
    "ods": f"{ODF}.spreadsheet",
    "odp": f"{ODF}.presentation",
    "csv": "text/csv",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "heic": "image/heic",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "mp3": "audio/mpeg",
}
OOXML_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
ODF_TYPES = {media: name for name, media in TYPES.items() if media.startswith(ODF)}
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
M4A_BRANDS = {b"M4A ", b"M4B ", b"mp42", b"isom", b"mp41", b"3gp4", b"3gp5"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def extension(name: str) -> str:
    """The lower-case ending of a name, spellings of one kind joined («JPEG» → «jpg»); "" where there is none."""
    ending = name.rpartition(".")[2].lower().strip() if "." in name else ""
    return SAME.get(ending, ending)


def sniff(file: BinaryIO) -> str:
    """The kind by content, one of TYPES (without csv, which has no mark), or "" for anything else, also for macros."""
    file.seek(0)
    head = file.read(HEAD)
    kind = _by_mark(head)
    if head.startswith(b"PK\x03\x04"):
        kind = _zip_kind(file)
    elif head.startswith(OLE):
        kind = _ole_kind(file)
    file.seek(0)
    return kind


def looks_like_text(file: BinaryIO) -> bool:
    """Whether the whole file is text without binary signs, as a csv is; HTML is none."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower()
    return b"\x00" not in head and not start.startswith((b"<", b"%pdf", b"mz"))


def _by_mark(head: bytes) -> str:
    brand = head[8:12] if head[4:8] == b"ftyp" else b""
    marks = [
        ("pdf", head.startswith(b"%PDF-")),
        ("jpg", head.startswith(b"\xff\xd8\xff")),
        ("png", head.startswith(b"\x89PNG\r\n\x1a\n")),
        ("webp", head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
        ("heic", brand in HEIC_BRANDS),
        ("m4a", brand in M4A_BRANDS),
        ("ogg", head.startswith(b"OggS")),
        ("mp3", head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] in {b"\xfb", b"\xf3", b"\xf2", b"\xfa"})),
    ]
    return next((kind for kind, found in marks if found), "")


def _zip_kind(file: BinaryIO) -> str:
    """Office files are zips; nothing is unpacked here but a short `mimetype`. Other archives and macros are no kind."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = {entry.filename for entry in archive.infolist()}
            if len(names) > ZIP_ENTRIES or any(name.lower().endswith("vbaproject.bin") for name in names):
                return ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return ODF_TYPES.get(archive.read("mimetype").decode("ascii", "replace").strip(), "")
            if "[Content_Types].xml" in names:
                return next((kind for part, kind in OOXML_PARTS.items() if part in names), "")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, KeyError):
        return ""
    return ""


def _ole_kind(file: BinaryIO) -> str:
    """Word and Excel before 2007: told by the names of their streams; with a macro project it is no kind."""
    file.seek(0)
    body = file.read()
    has = lambda name: name.encode("utf-16-le") in body  # noqa: E731
    if has("_VBA_PROJECT"):
        return ""
    if has("WordDocument"):
        return "doc"
    return "xls" if has("Workbook") or has("Book") else ""
