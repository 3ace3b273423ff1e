"""Questions of other systems: read from GIFT, Aiken, Moodle XML; written as GIFT. Pure: no models (spec: school §7)."""

import re

from django.utils.translation import gettext_lazy as _

from school.exchange.aiken import ANSWER, read_aiken
from school.exchange.decoding import MAX_BYTES, decode
from school.exchange.gift import read_gift
from school.exchange.gift_out import write_gift
from school.exchange.moodle_xml import read_moodle_xml
from school.exchange.parsed import BadSource, Drawing, Note, Parsed, Sheet, fingerprint

GIFT, AIKEN, MOODLE = "gift", "aiken", "moodle_xml"
FORMATS = {GIFT: "GIFT", AIKEN: "Aiken", MOODLE: "Moodle XML"}
UNKNOWN = _("Не похоже ни на GIFT, ни на Aiken, ни на Moodle XML. Подойдут файлы этих трёх видов: .txt, .gift, .xml.")
AT_LINE_START = re.compile(rf"^[ \t]*{ANSWER.pattern}$", re.IGNORECASE | re.MULTILINE)
XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00", b"\x00<")


def read_questions(body: bytes) -> tuple[str, Sheet]:
    """The format, told by content, and what the bytes hold. Raises BadSource with one sentence for what is no questions."""
    if body.lstrip(b" \t\r\n").startswith(XML_STARTS) or body.startswith(XML_STARTS):
        return MOODLE, read_moodle_xml(body)
    text, notice = decode(body)
    form, sheet = _by_content(text)
    if notice:
        sheet.notes.insert(0, Note(1, notice))
    return form, sheet


def _by_content(text: str) -> tuple[str, Sheet]:
    """GIFT has braces, Aiken lines with answers; where there are both, the one that reads more."""
    gift = read_gift(text) if "{" in text or "::" in text else None
    aiken = read_aiken(text) if AT_LINE_START.search(text) else None
    if gift and (aiken is None or len(gift.questions) >= len(aiken.questions)):
        return GIFT, gift
    if aiken is None:
        raise BadSource(str(UNKNOWN))
    return AIKEN, aiken


__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "BadSource",
    "Drawing",
    "Note",
    "Parsed",
    "Sheet",
    "fingerprint",
    "read_questions",
    "write_gift",
]
