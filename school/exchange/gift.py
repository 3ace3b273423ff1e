"""GIFT: plain text with answers in braces (spec: school §7)."""

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from core.plain import one_line
from school.exchange.gift_answers import BadAnswers, read_answers
from school.exchange.gift_cut import Piece, pieces, put_back
from school.exchange.parsed import Sheet, question_of
from school.exchange.words import Words, plain

GAP = "_____"
TITLE = re.compile(r"::(.*?)::", re.DOTALL)
FORM = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
TAGS = re.compile(r"\[tag:([^\]]{1,200})\]")
WHOLE = "[marking:whole]"
ROOTS = re.compile(r"^\$(?:course|module|system|cat\d*|category)\d*\$$|^top$", re.IGNORECASE)


@dataclass
class _Text:
    """The words of a question with how they are formatted."""

    title: str
    form: str
    text: str
    answers: str


def read_gift(text: str) -> Sheet:
    """Questions of a GIFT text; what cannot be read is a note with its line. Raises BadSource over the limit."""
    sheet, category = Sheet(), []
    for piece in pieces(text):
        if piece.category is not None:
            category = category_names(put_back(piece.category))
        elif piece.say:
            sheet.note(piece.line, f"{_shown(piece)}: {piece.say}.", lost=True)
        else:
            _read(sheet, piece, category)
    return sheet


def category_names(path: str) -> list[str]:
    """«$course$/top/Право/Иски//жалобы» → [Право, Иски/жалобы]: two slashes are one that parts nothing."""
    names = [part.replace("\x01", "/").strip() for part in path.replace("//", "\x01").split("/")]
    while names and ROOTS.match(names[0]):
        names.pop(0)
    return [name for name in names if name]


def _read(sheet: Sheet, piece: Piece, category: list[str]) -> None:
    parts = _parts(piece)
    if parts is None:
        sheet.note(piece.line, _("%s: нет ответов в фигурных скобках, вопрос пропущен.") % _shown(piece), lost=True)
        return
    body, _mark, general = parts.answers.partition("####")
    words = _Worded(parts.form)
    try:
        kind, data = read_answers(body, words)
    except BadAnswers as error:
        sheet.note(piece.line, f"{_shown(piece)}: {error}", lost=True)
        return
    comment = " ".join(put_back(line) for line in piece.comments)
    if kind == "multiple" and WHOLE in comment:
        data = {"partial": False, "options": [{**option, "weight": None} for option in data["options"]]}
    question = question_of(
        piece.line,
        kind,
        words.formatted(parts.text, parts.form),
        data,
        title=put_back(parts.title),
        explanation=words(general),
        category=category,
        tags=TAGS.findall(comment),
    )
    sheet.add(question)
    for lost in words.notes:
        sheet.note(piece.line, f"«{question.title}»: {lost}.")


class _Worded:
    """Makes words plain by the question's format and remembers what was lost."""

    def __init__(self, form: str) -> None:
        self.form, self.notes = form, []

    def __call__(self, text: str) -> str:
        own = FORM.match(text)
        return self.formatted(text[own.end() :], own[1].lower()) if own else self.formatted(text, self.form)

    def formatted(self, text: str, form: str) -> str:
        """Words of this format."""
        words: Words = plain(put_back(text), form)
        lost = [*words.lost, *([_("картинка не перенесена")] if words.pictures else [])]
        self.notes += [one for one in lost if one not in self.notes]
        return words.text


def _parts(piece: Piece) -> _Text | None:
    text, title = piece.text, ""
    if found := TITLE.match(text):
        title, text = found[1], text[found.end() :]
    form = FORM.match(text)
    if form:
        text = text[form.end() :]
    before, opened, rest = text.partition("{")
    answers, closed, after = rest.partition("}")
    if not opened or not closed or "{" in after:
        return None
    whole = f"{before.rstrip()} {GAP} {after.strip()}" if after.strip(" \n.?!:;") else before + after.strip()
    return replace(_Text(title, form[1].lower() if form else "", "", ""), text=whole.strip(), answers=answers)


def _shown(piece: Piece) -> str:
    found = TITLE.match(piece.text)
    return f"«{one_line(put_back(found[1] if found and found[1].strip() else piece.text), 60)}»"
