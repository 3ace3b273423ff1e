"""Content-Disposition with Russian names: what every download, paper and export says of its file."""

from urllib.parse import quote

from core.plain import one_line

FORBIDDEN = '<>:"/\\|?*'


def attachment(name: str) -> str:
    """`attachment` with the name for old and new browsers."""
    return _disposition("attachment", name)


def inline(name: str) -> str:
    """`inline` with the name, should the person save what is shown."""
    return _disposition("inline", name)


def _disposition(kind: str, name: str) -> str:
    safe = "".join("_" if sign in FORBIDDEN else sign for sign in one_line(name, 150)) or "file"
    ascii_name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._- ") else "_" for sign in safe)
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(safe, safe='')}"
