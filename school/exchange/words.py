"""Formatted text of other systems made plain: HTML passes nh3 and becomes lines; what cannot be kept is named."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3
from django.utils.translation import gettext as _

MAX_HTML = 60_000
TAGS = {
    "p",
    "div",
    "br",
    "ul",
    "ol",
    "li",
    "sub",
    "sup",
    "tr",
    "td",
    "th",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "img",
    "pre",
}
LINES = {"p", "div", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
NAMES = (
    "p|br|b|i|u|s|strong|em|span|div|ul|ol|li|sub|sup|table|tr|td|th|img|a|h[1-6]|pre|code|script|style|font|center|video|iframe"
)
# Known tags only, with attributes that look like ones: «если a<b и c>d» is no HTML.
LOOKS_LIKE_HTML = re.compile(rf"</?(?:{NAMES})(?:\s+[a-z-]+\s*=[^<>]*)?\s*/?>", re.IGNORECASE)
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


@dataclass
class Words:
    """Plain text; what was lost of it; pictures it mentions as (address, alt)."""

    text: str
    lost: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)


def plain(text: str, form: str = "") -> Words:
    """Text of a format («html», «markdown», «plain», «moodle» or unknown) as lines without markup."""
    if form in {"plain", "plain_text", "markdown"} or (form != "html" and not LOOKS_LIKE_HTML.search(text)):
        return Words(text.strip())
    if len(text) > MAX_HTML:
        return Words("", [_("слишком длинное оформление")])
    reader = _Lines()
    reader.feed(
        nh3.clean(text, tags=TAGS, attributes={"img": {"src", "alt"}}, url_schemes={"http", "https", "data"}, link_rel=None)
    )
    reader.close()
    return Words(reader.text(), reader.lost(text), reader.pictures)


class _Lines(HTMLParser):
    """Gathers the text of clean HTML: blocks become lines, list items «— …», cells are parted by « · »."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self.level = ""
        self.tables = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" or tag in LINES:
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n— ")
        elif tag in {"td", "th"}:
            self.parts.append(" · ")
        elif tag in {"sub", "sup"}:
            self.level = tag
        elif tag == "img":
            found = dict(attrs)
            self.pictures.append((found.get("src") or "", found.get("alt") or ""))
        self.tables = self.tables or tag == "table"

    def handle_endtag(self, tag: str) -> None:
        if tag in LINES or tag == "li":
            self.parts.append("\n")
        elif tag == self.level:
            self.level = ""

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data)
        if self.level:
            words = words.translate(RAISED if self.level == "sup" else LOWERED)
        self.parts.append(words)

    def text(self) -> str:
        lines = ("".join(self.parts)).split("\n")
        return "\n".join(filter(None, (line.strip().removeprefix("· ").strip() for line in lines)))

    def lost(self, source: str) -> list[str]:
        lost = [_("таблица стала строками")] if self.tables else []
        if re.search(r"<(?:script|iframe|object|embed|video|audio|form|input|svg|math)\b", source, re.IGNORECASE):
            lost.append(_("вложенное содержимое убрано"))
        return lost
