"""Kinds of questions of Moodle XML in our data."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from school.exchange import rows
from school.exchange.moodle_node import Node
from school.exchange.moodle_words import Wording
from school.exchange.weights import imported, share_of
from school.questions.free_text import LINES
from school.questions.numeric import around

Found = tuple[str, dict[str, Any]]


class Unreadable(ValueError):
    """The question cannot be read; the text is a Russian sentence."""


def _choices(node: Node, say: Wording) -> Found:
    several = node.text_of("single") in {"false", "0"}
    told = [(say.of(answer), _weight(answer), say.of(answer.child("feedback"))) for answer in node.all("answer")]
    if not several and any(Decimal(weight) < 0 for _text, weight, _remark in told):
        told = [(text, max(weight, "0", key=Decimal), remark) for text, weight, remark in told]
        say.lose(node.line, _("отрицательные веса стали нулями"))
    options = rows.options(told, several=several)
    return ("multiple", {"partial": True, "options": options}) if several else ("single", {"options": options})


def _truth(node: Node, say: Wording) -> Found:
    answers = {answer.text_of("").lower(): answer for answer in node.all("answer")}
    if not {"true", "false"} <= set(answers):
        raise Unreadable(_("у «верно или неверно» должно быть два ответа."))
    remarks = {code: say.of(answers[code].child("feedback")) for code in ("true", "false")}
    right = Decimal(_weight(answers["true"])) > Decimal(_weight(answers["false"]))
    return "true_false", {"right": right, "remarks": {code: text for code, text in remarks.items() if text}}


def _short(node: Node, say: Wording) -> Found:
    if node.text_of("usecase") == "1":
        say.lose(node.line, _("большие и малые буквы у нас не различаются"))
    accepted = [
        {"text": say.of(answer), "weight": _weight(answer), "remark": say.of(answer.child("feedback"))}
        for answer in node.all("answer")
    ]
    return "short", {"accepted": accepted}


def _numeric(node: Node, say: Wording) -> Found:
    if any(unit.text_of("unit_name") for group in node.all("units") for unit in group.all("unit")):
        say.lose(node.line, _("единицы измерения не перенесены: назовите их в вопросе"))
    accepted = []
    for answer in node.all("answer"):
        if answer.text_of("") == "*":
            say.lose(answer.line, _("ответ «*» (любое число) не перенесён"))
            continue
        value, tolerance = imported(answer.text_of("")), imported(answer.text_of("tolerance") or "0")
        if value is None or tolerance is None:
            raise Unreadable(_("не разобрать число «%s».") % answer.text_of("")[:40])
        remark = say.of(answer.child("feedback"))
        accepted.append({**around(value, tolerance), "weight": _weight(answer), "remark": remark})
    return "numeric", {"accepted": accepted}


def _matching(node: Node, say: Wording) -> Found:
    return "matching", rows.pairs((say.of(pair), say.of(pair.child("answer"))) for pair in node.all("subquestion"))


def _ordering(node: Node, say: Wording) -> Found:
    return "ordering", rows.items(say.of(answer) for answer in node.all("answer"))


def _free_text(node: Node, say: Wording) -> Found:
    lines = node.text_of("responsefieldlines")
    height = min(max(int(lines), 2), 30) if lines.isascii() and lines.isdigit() and len(lines) < 4 else LINES
    if node.text_of("attachments") not in {"", "0"}:
        say.lose(node.line, _("файлы к ответу у нас не прикладывают: для них есть задания"))
    return "free_text", {"lines": height, "guide": say.of(node.child("graderinfo"))}


def _weight(answer: Node) -> str:
    fraction = answer.attributes.get("fraction", "0")
    weight = share_of(fraction)
    if weight is None:
        raise Unreadable(_("вес «%s» — не число от −100 до 100.") % fraction[:20])
    return weight


READERS: dict[str, Callable[[Node, Wording], Found]] = {
    "multichoice": _choices,
    "truefalse": _truth,
    "shortanswer": _short,
    "numerical": _numeric,
    "matching": _matching,
    "essay": _free_text,
    "ordering": _ordering,
}
