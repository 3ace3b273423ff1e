"""Words that were looked for, marked in what is shown; any form of a Russian word is marked."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.search.words import fold, norm

RUSSIAN = "ru"


def mark(text: str, asked: Iterable[str]) -> SafeString:
    """The text, escaped, with <mark> round the asked words (`Found.words`); in other languages round their beginnings too."""
    lemmas = set(asked)
    beginnings = tuple(lemmas) if get_language() != RUSSIAN else ()
    parts = re.split(r"(\w[\w\u00ad\u0301]*)", str(text))
    return mark_safe("".join(_marked(part) if _is_asked(part, lemmas, beginnings) else escape(part) for part in parts))


def _is_asked(part: str, lemmas: set[str], beginnings: tuple[str, ...]) -> bool:
    if not lemmas or not part or not (part[0].isalnum() or part[0] == "_"):
        return False
    return norm(part, RUSSIAN) in lemmas or fold(part).startswith(beginnings or ("\x00",))


def _marked(part: str) -> str:
    return f"<mark>{escape(part)}</mark>"
