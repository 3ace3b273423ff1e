"""GIFT cut into questions: on blank lines outside braces, comments taken out, escapes put aside (spec: school §7, §10)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

LONGEST = 200  # lines of one question: a brace left open must not swallow the file
CONTROLS = "~=#{}:\\"
# Escaped signs stand under private ones while the text is cut; the file's own private signs are taken out first.
ASIDE = {sign: chr(0xE100 + place) for place, sign in enumerate(CONTROLS)}
BREAK = "\ue1ff"
PRIVATE = re.compile("[\ue000-\uf8ff]")
ESCAPED = re.compile(r"\\([~=#{}:\\n])")
BACK = str.maketrans({aside: sign for sign, aside in ASIDE.items()} | {BREAK: "\n"})
CATEGORY = "$CATEGORY:"


@dataclass
class Piece:
    """Lines of one question, escapes aside; `say`: why it cannot be read."""

    line: int
    text: str
    comments: list[str] = field(default_factory=list)
    say: str = ""

    @property
    def category(self) -> str | None:
        """What stands after «$CATEGORY:», if it is that."""
        return self.text[len(CATEGORY) :].strip() if self.text.startswith(CATEGORY) else None


def put_aside(text: str) -> str:
    """The text with escaped signs under private ones."""
    return ESCAPED.sub(lambda found: BREAK if found[1] == "n" else ASIDE[found[1]], PRIVATE.sub("", text))


def put_back(text: str) -> str:
    """The text with its signs again, trimmed."""
    return text.translate(BACK).strip()


def pieces(text: str) -> Iterator[Piece]:
    """Questions and categories in the order of the file."""
    lines = put_aside(text).split("\n")
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        if lines[at].strip().startswith(CATEGORY):
            yield Piece(at + 1, lines[at].strip())
            at += 1
            continue
        piece, at = _piece(lines, at)
        if piece.text or piece.say:
            yield piece


def _piece(lines: list[str], start: int) -> tuple[Piece, int]:
    """The piece that begins here and the line after it."""
    piece, taken, depth, blank = Piece(start + 1, ""), [], 0, 0
    for at in range(start, min(len(lines), start + LONGEST)):
        line = lines[at].strip()
        if line.startswith("//"):
            piece.comments.append(line[2:].strip())
            continue
        if not line and not depth:
            return _closed(piece, taken), at + 1
        if not line:
            blank = blank or at
        if not taken and line:
            piece.line = at + 1
        depth, fault = _depth(line, depth)
        if fault:
            piece.say = fault
            return _faulty(piece, taken, line), (blank or _next_blank(lines, at)) + 1
        taken.append(line)
    end = min(len(lines), start + LONGEST)
    if not depth and end == len(lines):
        return _closed(piece, taken), end
    piece.say = _("не закрыта фигурная скобка") if depth else _("слишком длинный вопрос")
    return _faulty(piece, taken, ""), (blank or _next_blank(lines, start)) + 1


def _depth(line: str, depth: int) -> tuple[int, str]:
    for sign in line:
        if sign == "{":
            if depth:
                return depth, _("не закрыта фигурная скобка, или скобка внутри ответов без косой черты перед ней")
            depth = 1
        elif sign == "}":
            if not depth:
                return depth, _("лишняя закрывающая скобка")
            depth = 0
    return depth, ""


def _closed(piece: Piece, taken: list[str]) -> Piece:
    piece.text = "\n".join(taken).strip()
    return piece


def _faulty(piece: Piece, taken: list[str], line: str) -> Piece:
    piece.text = "\n".join([*taken[:3], line]).strip()
    return piece


def _next_blank(lines: list[str], at: int) -> int:
    return next((place for place in range(at, min(len(lines), at + LONGEST)) if not lines[place].strip()), at + LONGEST)
