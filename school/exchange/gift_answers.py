"""What stands in the braces of GIFT: which kind of question it is and what is right."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from school.exchange import rows
from school.exchange.weights import imported, share_of
from school.questions.numbers import stored
from school.questions.numeric import around

Say = Callable[[str], str]
Found = tuple[str, dict[str, Any]]
TRUTH = re.compile(r"(TRUE|FALSE|T|F|ВЕРНО|НЕВЕРНО)\s*(#.*)?", re.IGNORECASE | re.DOTALL)
TRUE_WORDS = {"TRUE", "T", "ВЕРНО"}
WEIGHT = re.compile(r"\s*%([^%\n]{1,12})%")
ANSWER = re.compile(r"([=~])([^=~]*)")


class BadAnswers(ValueError):
    """What is in the braces cannot be read; the text is a Russian sentence."""


def read_answers(body: str, say: Say) -> Found:
    """Kind and data by what is in the braces; `say` makes words plain. Raises BadAnswers."""
    inside = body.strip()
    if not inside:
        return "free_text", {"lines": 8, "guide": ""}
    if inside.startswith("#"):
        return "numeric", {"accepted": [_range(row, say) for row in _numbers(inside[1:].strip())]}
    if inside.startswith(">"):
        return "ordering", rows.items(say(line) for line in inside.split("\n")[1:] if line.strip())
    if found := TRUTH.fullmatch(inside):
        return _truth(found, say)
    return _chosen(inside, say)


def _truth(found: re.Match, say: Say) -> Found:
    right = found[1].upper() in TRUE_WORDS
    remarks = [say(part) for part in (found[2] or "").split("#")[1:3]]
    wrong_remark, right_remark = [*remarks, "", ""][:2]
    said = {"true": right_remark if right else wrong_remark, "false": wrong_remark if right else right_remark}
    return "true_false", {"right": right, "remarks": {key: text for key, text in said.items() if text}}


def _chosen(inside: str, say: Say) -> Found:
    if inside[0] not in "=~":
        raise BadAnswers(_("ответы должны начинаться с «=» или «~»."))
    answers = [(sign, *_weighed(sign, text)) for sign, text in ANSWER.findall(inside)]
    signs = {sign for sign, _weight, _text in answers}
    if signs == {"="} and all("->" in text for _sign, _weight, text in answers):
        pairs = [text.partition("->")[::2] for _sign, _weight, text in answers]
        return "matching", rows.pairs((say(left), say(right)) for left, right in pairs)
    told = [(weight, *_told(text, say)) for _sign, weight, text in answers]
    if signs == {"="}:
        return "short", {"accepted": [{"text": text, "weight": weight, "remark": remark} for weight, text, remark in told]}
    several = "=" not in signs or any(Decimal(weight) < 0 for weight, _text, _remark in told)
    options = rows.options(((text, weight, remark) for weight, text, remark in told), several=several)
    return ("multiple", {"partial": True, "options": options}) if several else ("single", {"options": options})


def _numbers(inside: str) -> list[tuple[str, str]]:
    """(weight, «value#remark») of each accepted number; one alone needs no sign."""
    if inside.startswith(("=", "~")):
        return [_weighed(sign, text) for sign, text in ANSWER.findall(inside)]
    return [_weighed("=", inside)]


def _range(row: tuple[str, str], say: Say) -> dict[str, Any]:
    weight, text = row
    value, remark = _told(text, say)
    low, dots, high = value.partition("..")
    middle, _colon, tolerance = value.partition(":")
    ends = (imported(low), imported(high)) if dots else (imported(middle), imported(tolerance or "0"))
    if None in ends:
        raise BadAnswers(_("не разобрать число «%s».") % value[:40])
    ranged = {"low": stored(ends[0]), "high": stored(ends[1])} if dots else around(*ends)
    return {**ranged, "weight": weight, "remark": remark}


def _weighed(sign: str, text: str) -> tuple[str, str]:
    """The weight of an answer and the rest of its text."""
    found = WEIGHT.match(text)
    if not found:
        return ("1" if sign == "=" else "0"), text
    weight = share_of(found[1])
    if weight is None:
        raise BadAnswers(_("вес «%s» — не число от −100 до 100.") % found[1])
    return weight, text[found.end() :]


def _told(text: str, say: Say) -> tuple[str, str]:
    answer, _mark, remark = text.partition("#")
    return say(answer), say(remark)
