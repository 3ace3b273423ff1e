"""Questions of a bank as GIFT: leaving is possible (spec: living-people §4)."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from school.exchange.gift_cut import CONTROLS, PRIVATE
from school.exchange.parsed import SLASH, Parsed
from school.exchange.weights import percent_of
from school.questions.choices import option_weight
from school.questions.numbers import weight

Data = Mapping[str, Any]
SIGNS = re.compile(f"[{re.escape(CONTROLS)}]")


def write_gift(questions: Iterable[Parsed]) -> str:
    """A GIFT text that reads back to the same questions; what GIFT has no word for stands in comments."""
    parts, category = [], None
    for question in questions:
        if question.category != category:
            category = question.category
            names = [name.replace(SLASH, "//") for name in category.split("/")]
            parts.append(f"$CATEGORY: $course$/top/{'/'.join(map(_escaped, names))}")
        parts.append(_question(question))
    return "\n\n".join(parts) + "\n"


def _question(question: Parsed) -> str:
    comments = [f"// [tag:{tag.replace(']', ')')}]" for tag in question.tags]
    if question.kind == "multiple" and not question.data.get("partial"):
        comments.append("// [marking:whole]")
    if question.drawing:
        comments.append(f"// {_escaped(question.drawing.name)}")
    comments += [f"// {_escaped(line)}" for line in question.data.get("guide", "").split("\n") if line]
    general = f"\n####{_words(question.explanation)}" if question.explanation else ""
    answers = WRITERS[question.kind](question.data)
    head = f"::{_escaped(question.title)}::[plain]{_escaped(question.text)}"
    return "\n".join([*comments, f"{head} {{{answers}{general}}}"])


def _single(data: Data) -> str:
    return _lines(_told("=" if option_weight(option) == 1 else "~", option_weight(option), option) for option in data["options"])


def _several(data: Data) -> str:
    rows = [(option, option_weight(option)) for option in data["options"]]
    if not data.get("partial"):
        right = sum(bool(option["right"]) for option in data["options"])
        rows = [(option, Decimal(1) / right if option["right"] else Decimal(-1)) for option in data["options"]]
    return _lines(_told("~", given, option) for option, given in rows)


def _truth(data: Data) -> str:
    said, right = data.get("remarks", {}), bool(data["right"])
    remarks = [said.get("false" if right else "true", ""), said.get("true" if right else "false", "")]
    tail = "".join(f"#{_words(remark)}" for remark in remarks) if any(remarks) else ""
    return ("TRUE" if right else "FALSE") + tail


def _short(data: Data) -> str:
    rows = [(weight(row.get("weight", 1)), {**row, "text": row["text"].replace("->", "→")}) for row in data["accepted"]]
    return _lines(_told("=", given, row) for given, row in rows)


def _numeric(data: Data) -> str:
    rows = [(weight(row.get("weight", 1)), {**row, "text": f"{row['low']}..{row['high']}"}) for row in data["accepted"]]
    return "#" + _lines(_told("=", given, row) for given, row in rows)


def _matching(data: Data) -> str:
    texts = {row["id"]: row["text"] for row in data["rights"]}
    used = {row["match"] for row in data["lefts"]}
    pairs = [(row["text"], texts[row["match"]]) for row in data["lefts"]]
    spare = [("", text) for key, text in texts.items() if key not in used]
    return _lines(f"=%100%{_words(left.replace('->', '→'))} -> {_words(right)}" for left, right in [*pairs, *spare])


def _ordering(data: Data) -> str:
    return ">ALL VERTICAL" + _lines(_words(row["text"]) for row in data["items"])


def _free_text(data: Data) -> str:
    return ""


def _lines(rows: Iterable[str]) -> str:
    return "".join(f"\n{row}" for row in rows) + "\n"


def _told(sign: str, given: Decimal, row: Data) -> str:
    """An answer with its sign, its weight where the sign does not say it, and its remark."""
    usual = given == (1 if sign == "=" else 0) and not row["text"].startswith("%")
    remark = f"#{_words(row['remark'])}" if row.get("remark") else ""
    return f"{sign}{'' if usual else f'%{percent_of(given)}%'}{_words(row['text'])}{remark}"


def _words(text: str) -> str:
    """Words inside braces; what would be read as a format or a comment gets a format before it."""
    return f"[plain]{_escaped(text)}" if text.startswith(("[", "/")) else _escaped(text)


def _escaped(text: str) -> str:
    """Signs of GIFT after a backslash; a line break is «\\n», so that a blank line inside a text parts nothing."""
    return SIGNS.sub(r"\\\g<0>", PRIVATE.sub("", text)).replace("\n", "\\n")


WRITERS: dict[str, Callable[[Data], str]] = {
    "single": _single,
    "multiple": _several,
    "true_false": _truth,
    "short": _short,
    "numeric": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "free_text": _free_text,
}
