"""Bytes of a file as text: UTF-8, UTF-16, CP1251; what is no text is refused with a sentence (spec: school §7)."""

import codecs

from django.utils.translation import gettext as _

from school.exchange.parsed import BadSource

MAX_BYTES = 5 * 1024 * 1024
MAX_LINE = 100_000
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def refuse_size(size: int) -> None:
    """Raises BadSource for an empty or too big file."""
    if size == 0:
        raise BadSource(_("Файл пустой."))
    if size > MAX_BYTES:
        raise BadSource(_("Файл больше 5 МБ. Разделите его на части."))


def decode(body: bytes) -> tuple[str, str]:
    """The text and, where the encoding had to be guessed, a sentence about it. Raises BadSource."""
    refuse_size(len(body))
    text, notice = _decoded(body)
    if "\x00" in text:
        raise BadSource(_("Это не текстовый файл. Подойдут GIFT, Aiken и Moodle XML."))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            raise BadSource(_("Строка %d слишком длинная: похоже, это не файл с вопросами.") % number)
    return text, notice


def _decoded(body: bytes) -> tuple[str, str]:
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return _strict(body[len(mark) :], encoding), ""
    if encoding := _unmarked_utf16(body):
        return _strict(body, encoding), ""
    try:
        return body.decode("utf-8"), ""
    except UnicodeDecodeError:
        notice = _("Файл в кодировке Windows-1251, а не UTF-8. Посмотрите, читаются ли буквы.")
        return _strict(body, "cp1251"), notice


def _strict(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        raise BadSource(_("Не разобрать, в какой кодировке сохранён файл. Сохраните его в UTF-8.")) from None


def _unmarked_utf16(body: bytes) -> str:
    """UTF-16 without its mark: every line has ASCII signs, so zeros stand at even or at odd places only."""
    head = body[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(body) % 2 or not (even or odd) or (even and odd):
        return ""
    return "utf-16-be" if even else "utf-16-le"
