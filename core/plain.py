"""Text made fit for a header, a file name, a calendar line: no line breaks, control or direction signs (spec: reliability §5)."""

import re
import unicodedata

# Control signs, line and paragraph separators, zero-width and direction marks: they forge headers and turn file names round.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
UNSEEN_BUT_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def one_line(text: object, limit: int = 250) -> str:
    """The text in one line of at most `limit` signs, NFC, runs of spaces joined (no-break spaces stay)."""
    line = UNSEEN.sub(" ", unicodedata.normalize("NFC", str(text)))
    line = re.sub(" {2,}", " ", line).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def many_lines(text: object) -> str:
    """The text with its line breaks and tabs, without the signs that nobody sees."""
    return UNSEEN_BUT_LINES.sub("", unicodedata.normalize("NFC", str(text)).replace("\r\n", "\n").replace("\r", "\n"))
