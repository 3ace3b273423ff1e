"""A Word file cut into lessons by its headings: titles, subheadings, paragraphs (spec: school §7)."""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from typing import BinaryIO

from django.utils.translation import gettext as _

from school.exchange.word import BadWord, read_word

MOST_LESSONS, TITLE_LIMIT = 60, 255
TAG = re.compile(r"<[^>]+>")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass
class Lesson:
    """A title and blocks of a page: («heading» or «paragraph», text or HTML)."""

    title: str
    blocks: list[tuple[str, str]] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(len(TAG.sub(" ", text).split()) for _kind, text in self.blocks)


@dataclass(frozen=True)
class Lessons:
    """What comes and what is lost."""

    lessons: list[Lesson]
    lost: list[str]


class _Top(HTMLParser):
    """Cuts flat HTML into its outermost elements: (tag, inner HTML)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[tuple[str, str]] = []
        self.depth, self.inner = 0, ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "br":
            self.inner += "<br>"
            return
        if self.depth:
            self.inner += self.get_starttag_text() or ""
        self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        if self.depth:
            self.inner += f"</{tag}>"
        else:
            self.parts.append((tag, self.inner))
            self.inner = ""

    def handle_data(self, data: str) -> None:
        self.inner += data

    def handle_entityref(self, name: str) -> None:
        self.inner += f"&{name};"

    def handle_charref(self, name: str) -> None:
        self.inner += f"&#{name};"


def lessons_of(file: BinaryIO, name: str) -> Lessons:
    """Lessons begin at the highest heading the file uses; what stands before it is a lesson named as the file.

    Raises BadWord with one sentence.
    """
    text = read_word(file)
    parts = _parts(text.html)
    found = [tag for tag, _inner in parts if tag in HEADINGS]
    top = min(found, default="h1")
    lessons: list[Lesson] = []
    tables = 0
    for tag, inner in parts:
        plain = " ".join(unescape(TAG.sub(" ", inner)).split())
        if tag == top and plain:
            lessons.append(Lesson(plain[:TITLE_LIMIT]))
        elif plain:
            if not lessons:
                lessons.append(Lesson((name.rpartition(".")[0] or name)[:TITLE_LIMIT]))
            tables += tag == "table"
            _add(lessons[-1], tag, inner, plain)
    if not lessons:
        raise BadWord(_("В документе нет текста."))
    if len(lessons) > MOST_LESSONS:
        raise BadWord(_("В документе больше %(most)s уроков. Разделите его на части.") % {"most": MOST_LESSONS})
    lost = [*text.lost]
    if tables:
        lost.append(_("Таблицы пришли строками: %(count)s. Соберите их заново, если нужно.") % {"count": tables})
    if not found:
        lost.append(_("Заголовков нет, поэтому получился один урок. Отметьте названия уроков стилем «Заголовок 1»."))
    return Lessons(lessons, lost)


def _add(lesson: Lesson, tag: str, inner: str, plain: str) -> None:
    if tag in HEADINGS:
        lesson.blocks.append(("heading", plain[:TITLE_LIMIT]))
        return
    html = (
        _rows(inner) if tag == "table" else f"<{tag}>{inner}</{tag}>" if tag in {"p", "ul", "ol"} else f"<p>{escape(plain)}</p>"
    )
    if lesson.blocks and lesson.blocks[-1][0] == "paragraph":
        lesson.blocks[-1] = ("paragraph", lesson.blocks[-1][1] + html)
    else:
        lesson.blocks.append(("paragraph", html))


def _rows(inner: str) -> str:
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", inner, re.DOTALL)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    return "".join(f"<p>{' — '.join(' '.join(TAG.sub(' ', cell).split()) for cell in row)}</p>" for row in cells)


def _parts(html: str) -> list[tuple[str, str]]:
    reader = _Top()
    reader.feed(html)
    reader.close()
    return reader.parts
