"""Aiken: a question, its options by letters, a line with the answer (spec: school §7)."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.plain import one_line
from school.exchange import rows
from school.exchange.parsed import OPTION as OPTION_SIZE
from school.exchange.parsed import Sheet, question_of
from school.exchange.words import plain

OPTION = re.compile(r"([A-Za-zА-Яа-яЁё])[.)]\s*(.+)")
ANSWER = re.compile(r"(?:ANSWER|ОТВЕТ)\s*:\s*(.*)", re.IGNORECASE)
LATIN, CYRILLIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"
# Letters that look alike are taken for one: people mix the layouts.
ALIKE = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")


@dataclass
class _Draft:
    """A question while its lines are read."""

    line: int = 0
    text: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return one_line(" ".join(self.text) or "…", 60)


def read_aiken(text: str) -> Sheet:
    """Questions of an Aiken text; what cannot be read is a note with its line. Raises BadSource over the limit."""
    sheet, draft, gap = Sheet(), _Draft(), False
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if not line:
            gap = True
            continue
        if found := ANSWER.fullmatch(line):
            _finish(sheet, draft, number, found[1])
            draft = _Draft()
        elif not _take(draft, number, line, gap):
            sheet.note(draft.line, _("«%s»: нет строки с ответом.") % draft.name, lost=True)
            draft = _Draft()
            _take(draft, number, line, gap)
        gap = False
    if draft.text:
        sheet.note(draft.line, _("«%s»: нет строки с ответом.") % draft.name, lost=True)
    return sheet


def _take(draft: _Draft, number: int, line: str, gap: bool) -> bool:
    """Put the line into the draft; False where a new question begins although the draft has no answer."""
    found = OPTION.fullmatch(line)
    if found and draft.text and _stands(found[1], len(draft.options)):
        draft.letters.append(_alike(found[1]))
        draft.options.append(found[2])
    elif draft.options and gap:
        return False
    elif draft.options and len(draft.options[-1]) <= OPTION_SIZE:
        draft.options[-1] += f"\n{line}"
    elif not draft.options:
        draft.line = draft.line or number
        draft.text.append(line)
    return True


def _stands(letter: str, place: int) -> bool:
    """Whether an option at this place may bear the letter: «А. С. Пушкин» in the middle of a text is no option."""
    known = {alphabet[place] for alphabet in (LATIN, CYRILLIC) if place < len(alphabet)}
    return _alike(letter) in {_alike(one) for one in known}


def _finish(sheet: Sheet, draft: _Draft, number: int, answer: str) -> None:
    if not draft.text:
        sheet.note(number, _("Ответ есть, а вопроса перед ним нет."), lost=True)
        return
    place = _place(draft, answer.strip().rstrip(".)"))
    if len(draft.options) < 2:
        sheet.note(draft.line, _("«%s»: меньше двух вариантов ответа.") % draft.name, lost=True)
    elif place is None:
        words = {"name": draft.name, "answer": one_line(answer, 40)}
        sheet.note(number, _("«%(name)s»: ответ «%(answer)s» не указывает ни на один вариант.") % words, lost=True)
    else:
        told = [(plain(text).text, "1" if at == place else "0", "") for at, text in enumerate(draft.options)]
        text = plain("\n".join(draft.text)).text
        sheet.add(question_of(draft.line, "single", text, {"options": rows.options(told, several=False)}))


def _place(draft: _Draft, letter: str) -> int | None:
    if len(letter) != 1:
        return None
    if _alike(letter) in draft.letters:
        return draft.letters.index(_alike(letter))
    by_alphabet = next((alphabet.index(letter.upper()) for alphabet in (LATIN, CYRILLIC) if letter.upper() in alphabet), None)
    return by_alphabet if by_alphabet is not None and by_alphabet < len(draft.options) else None


def _alike(letter: str) -> str:
    return letter.upper().translate(ALIKE)
