"""What every format is read into: questions that may be loaded, and notes by line of what was lost and why."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.plain import many_lines, one_line
from school.exchange.weights import percent_of
from school.questions import KINDS
from school.questions.choices import option_weight
from school.questions.numbers import weight

MAX_QUESTIONS = 2000
MAX_NOTES = 2000
TITLE, TEXT, EXPLANATION, OPTION, CATEGORY, TAG = 250, 5000, 3000, 1000, 250, 60
SLASH = "\u2215"  # a slash inside the name of a category, where the plain one parts the levels


class BadSource(ValueError):
    """The whole file is not taken; the text is one Russian sentence."""


@dataclass(frozen=True)
class Note:
    """A sentence about one line; `lost`: the question of this line is not loaded."""

    line: int
    say: str
    lost: bool = False


@dataclass(frozen=True)
class Drawing:
    """A picture that came with a question."""

    name: str
    body: bytes
    alt: str = ""


@dataclass(frozen=True)
class Parsed:
    """A question as it will be saved."""

    line: int
    kind: str
    title: str
    text: str
    data: dict[str, Any]
    explanation: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    drawing: Drawing | None = None


@dataclass
class Sheet:
    """What a file holds, in its order."""

    questions: list[Parsed] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def note(self, line: int, say: str, *, lost: bool = False) -> None:
        """Remember a sentence; a file of nothing but faults does not make an endless report."""
        if len(self.notes) < MAX_NOTES:
            self.notes.append(Note(line, say, lost))

    def add(self, question: Parsed) -> None:
        """Take a question whose parts fit; else say why not. Raises BadSource over the limit of questions."""
        if len(self.questions) >= MAX_QUESTIONS:
            raise BadSource(_("В файле больше %d вопросов. Разделите его на части.") % MAX_QUESTIONS)
        problems = _too_long(question) or KINDS[question.kind].validate(question.data)
        if problems:
            self.note(question.line, f"«{question.title}»: {' '.join(problems)}", lost=True)
        else:
            self.questions.append(question)


def question_of(
    line: int,
    kind: str,
    text: str,
    data: dict[str, Any],
    *,
    title: str = "",
    explanation: str = "",
    category: Sequence[str] = (),
    tags: Sequence[str] = (),
    drawing: Drawing | None = None,
) -> Parsed:
    """A question with its words made fit; where there is no title the first words of the text are one."""
    words = many_lines(text).strip()
    return Parsed(
        line=line,
        kind=kind,
        title=one_line(title, TITLE) or one_line(words, 80) or _("Без названия"),
        text=words,
        data=data,
        explanation=many_lines(explanation).strip(),
        category=path_of(category),
        tags=tuple(dict.fromkeys(tag for tag in (one_line(tag, TAG) for tag in tags) if tag)),
        drawing=drawing,
    )


def path_of(names: Sequence[str]) -> str:
    """Names of nested categories as the bank keeps them, «Право/Договоры»; what does not fit is cut at the end."""
    path = "/".join(filter(None, (one_line(name.replace("/", SLASH), 100) for name in names)))
    return path[:CATEGORY].rstrip("/")


def fingerprint(kind: str, text: str, data: dict[str, Any]) -> str:
    """A hash of what is asked and what is right, the same whatever ids the options got: tells a question loaded before."""
    content = [kind, " ".join(text.split()), _without_ids(_weighed(data), {})]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _weighed(data: dict[str, Any]) -> dict[str, Any]:
    """The data with every weight written out in one way, as it counts."""
    if "options" in data:
        whole = "partial" in data and not data["partial"]
        worth = [Decimal(bool(one["right"])) if whole else option_weight(one) for one in data["options"]]
        rows = zip(data["options"], worth, strict=True)
        return {"options": [{"text": one["text"], "worth": percent_of(given)} for one, given in rows]}
    if "accepted" in data:
        rows = [{key: one for key, one in row.items() if key != "remark"} for row in data["accepted"]]
        return {"accepted": [{**row, "weight": percent_of(weight(row.get("weight", 1)))} for row in rows]}
    return {key: one for key, one in data.items() if key not in {"remarks", "lines", "guide"}}


def _without_ids(value: Any, places: dict[str, int]) -> Any:
    if isinstance(value, list):
        return [_without_ids(one, places) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: places.setdefault(str(one), len(places)) if key in {"id", "match"} else _without_ids(one, places)
        for key, one in sorted(value.items())
    }


def _too_long(question: Parsed) -> list[str]:
    if not question.text:
        return [_("Нет текста вопроса.")]
    if len(question.text) > TEXT:
        return [_("Вопрос длиннее %d знаков.") % TEXT]
    if len(question.explanation) > EXPLANATION:
        return [_("Объяснение длиннее %d знаков.") % EXPLANATION]
    longest = max((len(text) for text in _texts(question.data)), default=0)
    return [_("Один из ответов длиннее %d знаков.") % OPTION] if longest > OPTION else []


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _texts(one)]
