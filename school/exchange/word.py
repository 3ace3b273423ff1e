"""A Word file as clean HTML: judged before it is unpacked; no macros, no pictures, nothing to run (spec: school §7)."""

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

import mammoth
import nh3
from django.utils.translation import gettext as _

MOST_ENTRIES, MOST_BYTES, MOST_TEXT = 2000, 100 * 1024 * 1024, 12 * 1024 * 1024
MAIN = "word/document.xml"
TAGS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "b", "i", "br", "a",
        "table", "thead", "tbody", "tr", "td", "th", "sup", "sub", "blockquote"}  # fmt: skip


class BadWord(ValueError):
    """The file is not read; the text is one Russian sentence."""


@dataclass(frozen=True)
class WordText:
    """Clean HTML and what did not come with it."""

    html: str
    lost: list[str]


def read_word(file: BinaryIO) -> WordText:
    """The text of a .docx. Raises BadWord for what is broken, too big when unpacked, with macros or with a DTD."""
    lost = _looked_at(file)
    file.seek(0)
    try:
        made = mammoth.convert_to_html(file, convert_image=_no_picture, external_file_access=False)
    except Exception as error:  # the library raises whatever its parsers do on a broken file
        raise BadWord(_("Файл Word не открывается: он повреждён. Сохраните его заново и загрузите ещё раз.")) from error
    lost += [_said(message.message) for message in made.messages]
    html = nh3.clean(made.value, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"})
    return WordText(html, list(dict.fromkeys(filter(None, lost))))


def _looked_at(file: BinaryIO) -> list[str]:
    """Judge the archive by its table of contents, before anything is unpacked."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _weigh(entries)
            body = archive.read(MAIN)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError, RuntimeError, zipfile.zlib.error) as error:
        raise BadWord(_("Это не файл Word (.docx) или он повреждён. Сохраните документ как .docx и загрузите снова.")) from error
    names = {entry.filename.lower() for entry in entries}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise BadWord(_("В файле есть макросы. Сохраните его как обычный .docx, без макросов."))
    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body:
        raise BadWord(_("В файле есть посторонние определения, такие документы не читаем. Сохраните его заново в Word."))
    pictures = sum(name.startswith("word/media/") for name in names)
    lost = [_("Картинок не перенесено: %(count)s. Добавьте их в уроки сами.") % {"count": pictures}] if pictures else []
    if "word/comments.xml" in names:
        lost.append(_("Примечания на полях не переносятся."))
    return lost


def _weigh(entries: list[zipfile.ZipInfo]) -> None:
    main = next((entry.file_size for entry in entries if entry.filename == MAIN), 0)
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES or main > MOST_TEXT:
        raise BadWord(_("Документ слишком велик в распакованном виде. Разделите его на части."))


@mammoth.images.img_element
def _no_picture(_image: object) -> dict:
    return {"src": ""}


def _said(message: str) -> str:
    """Mammoth's English message in our words; styles it does not know are no loss to the reader."""
    return "" if "style" in message.lower() else _("Не перенесено: часть оформления или вложений.")
