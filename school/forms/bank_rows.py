"""Rows of an author's form: for every kind how its answers become rows of fields and come back as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from school.questions import new_option_id
from school.questions.choices import option_weight
from school.questions.numbers import number, shown, stored, weight

MOST_ROWS, SPARE_ROWS, FEWEST_ROWS = 30, 2, 4
OPTION = 1000


class WeightField(forms.CharField):
    """A share «0,5» from −1 to 1; empty where the usual one holds."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("Пусто — как обычно: верный стоит 1, неверный 0.")
        super().__init__(required=False, max_length=14, label=_("Вес"), help_text=help_text, **kwargs)

    def clean(self, value: Any) -> str | None:
        text = super().clean(value)
        if not text:
            return None
        given = number(text)
        if given is None or abs(given) > 1:
            raise forms.ValidationError(_("Вес — число от −1 до 1, например 0,5."))
        return stored(given)


class RowForm(Form):
    """A row with a hidden id; a row with nothing in it is left out."""

    id = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    telling: tuple[str, ...] = ("text",)

    @property
    def said(self) -> bool:
        """Whether anything is written in it."""
        return any(self.cleaned_data.get(name) for name in self.telling)

    def fields_of(self, *names: str) -> dict[str, Any]:
        """These values."""
        return {name: self.cleaned_data[name] for name in names}


class OptionRow(RowForm):
    text = forms.CharField(label=_("Ответ"), required=False, max_length=OPTION)
    right = forms.BooleanField(label=_("Верный"), required=False)
    weight = WeightField()
    remark = forms.CharField(label=_("Замечание выбравшему"), required=False, max_length=OPTION)


class AcceptedRow(RowForm):
    text = forms.CharField(
        label=_("Допустимый ответ"), required=False, max_length=500, help_text=_("«*» — любые буквы: «устав*» примет и «уставе».")
    )
    weight = WeightField()
    remark = forms.CharField(label=_("Замечание"), required=False, max_length=OPTION)


class RangeRow(RowForm):
    telling = ("low", "high")
    low = forms.CharField(label=_("Число или начало промежутка"), required=False, max_length=30)
    high = forms.CharField(label=_("Конец промежутка"), required=False, max_length=30)
    weight = WeightField()
    remark = forms.CharField(label=_("Замечание"), required=False, max_length=OPTION)


class PairRow(RowForm):
    telling = ("left", "right")
    match = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    left = forms.CharField(
        label=_("Слева"), required=False, max_length=OPTION, help_text=_("Пусто — лишний ответ справа, без пары.")
    )
    right = forms.CharField(label=_("Справа"), required=False, max_length=OPTION)


class ItemRow(RowForm):
    place = forms.IntegerField(label=_("Место"), required=False, min_value=1, max_value=99)
    text = forms.CharField(label=_("Строка"), required=False, max_length=OPTION)


@dataclass(frozen=True)
class Rows:
    """How the answers of a kind stand in rows: the row's form, data → rows, filled rows → data."""

    form: type[RowForm]
    split: Callable[[Mapping[str, Any]], list[dict[str, Any]]]
    join: Callable[[list[RowForm], "Ids"], dict[str, Any]]


class Ids:
    """Ids for rows: a known one stays with its row, so that old answers keep their meaning; the rest are new."""

    def __init__(self, known: set[str]) -> None:
        self.left = set(known)

    def take(self, given: str) -> str:
        """The id given by the form if the question has it and it is not taken yet, else a new one."""
        if given in self.left:
            self.left.discard(given)
            return given
        return new_option_id()


def ids_in(value: Any) -> set[str]:
    """All ids of a question's data."""
    if isinstance(value, list):
        return {key for one in value for key in ids_in(one)}
    return (
        {value["id"]}
        if isinstance(value, dict) and "id" in value
        else ({key for one in value.values() for key in ids_in(one)} if isinstance(value, dict) else set())
    )


def _options(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{**row, "weight": _unusual(row, int(row["right"]), option_weight(row))} for row in data.get("options", [])]


def _join_options(rows: list[RowForm], ids: Ids) -> dict[str, Any]:
    return {
        "options": [
            {"id": ids.take(row.cleaned_data["id"]), **row.fields_of("text", "right", "weight", "remark")} for row in rows
        ]
    }


def _accepted(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{**row, "weight": _unusual(row, 1, weight(row.get("weight", 1)))} for row in data.get("accepted", [])]


def _join_accepted(rows: list[RowForm], ids: Ids) -> dict[str, Any]:
    return {"accepted": [row.fields_of("text", "remark") | {"weight": row.cleaned_data["weight"] or "1"} for row in rows]}


def _ranges(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        row | {"low": _shown(row["low"]), "high": "" if row["high"] == row["low"] else _shown(row["high"])}
        for row in _accepted(data)
    ]


def _join_ranges(rows: list[RowForm], ids: Ids) -> dict[str, Any]:
    accepted = []
    for row in rows:
        low, high = row.cleaned_data["low"], row.cleaned_data["high"] or row.cleaned_data["low"]
        ends = {"low": _stored(low), "high": _stored(high)}
        accepted.append(ends | row.fields_of("remark") | {"weight": row.cleaned_data["weight"] or "1"})
    return {"accepted": accepted}


def _pairs(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    texts = {row["id"]: row["text"] for row in data.get("rights", [])}
    paired = [
        {"id": row["id"], "left": row["text"], "match": row["match"], "right": texts[row["match"]]}
        for row in data.get("lefts", [])
    ]
    spare = set(texts) - {row["match"] for row in data.get("lefts", [])}
    return [*paired, *({"match": key, "right": text} for key, text in texts.items() if key in spare)]


def _join_pairs(rows: list[RowForm], ids: Ids) -> dict[str, Any]:
    lefts, rights = [], {}
    for row in rows:
        right = row.cleaned_data["right"]
        key = rights.get(right) or rights.setdefault(right, ids.take(row.cleaned_data["match"]))
        if row.cleaned_data["left"]:
            lefts.append({"id": ids.take(row.cleaned_data["id"]), "text": row.cleaned_data["left"], "match": key})
    return {"lefts": lefts, "rights": [{"id": key, "text": text} for text, key in rights.items()]}


def _items(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [row | {"place": place} for place, row in enumerate(data.get("items", []), start=1)]


def _join_items(rows: list[RowForm], ids: Ids) -> dict[str, Any]:
    placed = sorted(rows, key=lambda row: row.cleaned_data["place"] or MOST_ROWS * 10)
    return {"items": [{"id": ids.take(row.cleaned_data["id"]), "text": row.cleaned_data["text"]} for row in placed]}


def _unusual(row: Mapping[str, Any], usual: int, given: Any) -> str:
    return "" if given == usual else shown(given)


def _shown(text: str) -> str:
    value = number(text)
    return text if value is None else shown(value)


def _stored(text: str) -> str:
    value = number(text)
    return text if value is None else stored(value)


ROWS: dict[str, Rows] = {
    "single": Rows(OptionRow, _options, _join_options),
    "multiple": Rows(OptionRow, _options, _join_options),
    "short": Rows(AcceptedRow, _accepted, _join_accepted),
    "numeric": Rows(RangeRow, _ranges, _join_ranges),
    "matching": Rows(PairRow, _pairs, _join_pairs),
    "ordering": Rows(ItemRow, _items, _join_items),
}
