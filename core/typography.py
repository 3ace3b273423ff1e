"""Typography at render: quotes, dashes, words that must not be torn apart; the stored text stays as it was typed.

Applied twice it changes nothing; addresses, e-mails, tags and code stay as they are (spec: platform §9).
"""

import re
from functools import lru_cache

NBSP = "\u00a0"
SHORT = 400  # signs of a text worth remembering: titles and names come again and again
MARKUP = re.compile(r"<(code|pre|kbd|samp|script|style|textarea)\b.*?</\1\s*>|<[^<>]*>|&(?!quot;|nbsp;|#)\w+;", re.S | re.I)
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\x00]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+", re.I)
QUOTE = re.compile(r'&quot;|&#34;|&#x22;|["«»„“”]')
BEFORE_OPENING = frozenset(" \t\n\r\f\v\u00a0\u2009\u202f([{—–/-")
RUSSIAN, ENGLISH = ("«", "»", "„", "“"), ("“", "”", "‘", "’")
LONG_SHORT_WORDS = "без|вне|где|для|изо|как|или|над|обо|ото|под|при|про|это|the|and|for"
ELLIPSIS = re.compile(r"(?<!\.)\.{3}(?!\.)")
DASH = re.compile(r"(?<=[^\s\n])[ \u00a0](?:-{1,2}|–|—)(?=[ \u00a0\n])")
GLUE = [
    (
        re.compile(rf"(?<![\w\-’'.])(?!(?:же|бы|ли|ль|ж|б) )((?:[^\W\d_]{{1,2}}|{LONG_SHORT_WORDS})) (?=[^\s—–-])", re.I),
        rf"\1{NBSP}",
    ),
    (re.compile(r"(?<=\w) (?=(?:же|бы|ли|ль|ж|б)(?![\w-]))", re.I), NBSP),
    (re.compile(r"(?<![\w.,])(\d[\d.,:]*) (?=[^\W\d_])"), rf"\1{NBSP}"),
    (re.compile(r"(?<=[№§]) (?=[\d\w])"), NBSP),
    (re.compile(r"(?<![\w])([А-ЯЁ]\.) (?=[А-ЯЁ])"), rf"\1{NBSP}"),
    (re.compile(r"(?<!\w)(г|с|д|ул|пос|дер|обл|стр|рис|им|пр|просп|пер|кв) ?\. (?=[«А-ЯЁA-Z\d])"), rf"\1.{NBSP}"),
]


def typo(text: str) -> str:
    """The text as a typographer would set it: «», „“, dash, U+00A0 after short words, at numbers, initials, shortened words.

    Takes plain text or HTML (tags, code and addresses are left alone). Text without Cyrillic letters gets English quotes.
    """
    return _short(text) if len(text) <= SHORT else _set(text)


def _set(text: str) -> str:
    kept: list[str] = []

    def put_aside(match: re.Match) -> str:
        kept.append(match.group())
        return f"\x00{len(kept) - 1}\x00"

    text = text.replace("\x00", "")
    if "<" in text or "&" in text:
        text = MARKUP.sub(put_aside, text)
    if "@" in text or "://" in text or "www." in text.lower():
        text = ADDRESS.sub(put_aside, text)
    text = _quotes(text, RUSSIAN if re.search("[а-яёА-ЯЁ]", text) else ENGLISH)
    text = ELLIPSIS.sub("…", text) if "..." in text else text
    text = DASH.sub(f"{NBSP}—", text)
    for pattern, instead in GLUE:
        text = pattern.sub(instead, text)
    return re.sub("\x00(\\d+)\x00", lambda match: kept[int(match.group(1))], text) if kept else text


_short = lru_cache(4096)(_set)


def _quotes(text: str, marks: tuple[str, str, str, str]) -> str:
    """Straight quotes become the language's pair, one within another the inner pair; one left without its pair stays straight."""
    parts: list[str] = []
    opened: list[tuple[int, bool]] = []  # place of the opening sign in parts, whether it is straight
    end, just_opened = 0, -1
    for match in QUOTE.finditer(text):
        sign, straight = match.group(), match.group() not in "«»„“”"
        parts += [text[end : match.start()], sign]
        end = match.end()
        if _opens(text, match, straight, marks) or (straight and match.start() == just_opened and _goes_on(text, end)):
            just_opened = end
            opened.append((len(parts) - 1, straight))
        elif opened and opened[-1][1] == straight and not text[match.start() - 1 : match.start()].isspace():
            place, _ = opened.pop()
            if straight:
                parts[place], parts[-1] = marks[:2] if len(opened) % 2 == 0 else marks[2:]
    return "".join(parts) + text[end:]


def _opens(text: str, match: re.Match, straight: bool, marks: tuple[str, str, str, str]) -> bool:
    """Whether the sign begins a quotation: a straight one has a space, a bracket or nothing before it and a word after it."""
    if not straight:
        return match.group() in "«„" or (match.group() == "“" and marks is ENGLISH)
    before = match.start() - 1
    while before >= 0 and text[before] == "\x00":  # what was put aside: \x00number\x00
        before = text.rfind("\x00", 0, before) - 1
    return (before < 0 or text[before] in BEFORE_OPENING) and _goes_on(text, match.end())


def _goes_on(text: str, end: int) -> bool:
    return end < len(text) and not text[end].isspace()
