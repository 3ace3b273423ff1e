"""The form of a rubric: criteria with weights, each with levels in words and points; more rows without scripts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.plain import many_lines, one_line
from school.models import Rubric
from school.questions.numbers import number, shown
from school.services.rubrics import CriterionFacts, LevelFacts

PLACES, SPARE, FEWEST, MOST = 5, 1, 3, 20


class AmountField(forms.CharField):
    """A plain number with at most two places, given as a Decimal; empty gives None."""

    def __init__(self, *, least: int = 0, above: bool = False, **kwargs: Any) -> None:
        self.least, self.above = least, above
        super().__init__(required=False, max_length=14, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        given = number(text)
        if given is None or given != round(given, 2) or given >= 1000:
            raise forms.ValidationError(_("Введите только число, например 2 или 0,5."))
        if given < self.least or (self.above and given <= self.least):
            raise forms.ValidationError(_("Больше нуля.") if self.above else _("Не меньше нуля."))
        return given


class RubricForm(Form):
    title = forms.CharField(label=_("Название"), max_length=150, help_text=_("Для вас: слушатель видит сами критерии."))
    note = forms.CharField(label=_("Для чего"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, rubric: Rubric | None = None, **kwargs: Any) -> None:
        self.rubric = rubric
        super().__init__(*args, **kwargs)

    def clean_title(self) -> str:
        title = one_line(self.cleaned_data["title"], 150)
        others = Rubric.objects.filter(title__iexact=title).exclude(pk=self.rubric.pk if self.rubric else None)
        if others.exists():
            raise forms.ValidationError(_("Критерии с таким названием уже есть."))
        return title

    def clean_note(self) -> str:
        return many_lines(self.cleaned_data["note"]).strip()


class CriterionForm(Form):
    """A criterion with `places` for levels; empty places are left out, an empty criterion too."""

    title = forms.CharField(label=_("Критерий"), required=False, max_length=200)
    weight = AmountField(label=_("Вес"), above=True, help_text=_("Пусто — 1."))
    hint = forms.CharField(label=_("На что смотреть"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, places: int = PLACES, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = range(1, places + 1)
        for place in self.places:
            self.fields[f"level{place}"] = forms.CharField(label=_("Уровень"), required=False, max_length=150)
            self.fields[f"points{place}"] = AmountField(label=_("Баллов"))
            self.fields[f"about{place}"] = forms.CharField(label=_("Как это выглядит"), required=False, max_length=1000)

    @property
    def levels(self) -> list[tuple]:
        """Fields of each place: level, points, words."""
        return [tuple(self[f"{name}{place}"] for name in ("level", "points", "about")) for place in self.places]

    @property
    def said(self) -> bool:
        """Whether anything is written in it."""
        return any(value not in (None, "") for value in self.cleaned_data.values())

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        written = any(value not in (None, "") for value in told.values())
        if not written:
            return told
        if not told.get("title") and "title" not in self.errors:
            self.add_error("title", _("Назовите критерий."))
        places = [place for place in self.places if self._filled(told, place)]
        for place in places:
            if not told.get(f"level{place}") and f"level{place}" not in self.errors:
                self.add_error(f"level{place}", _("Назовите уровень словом."))
            if told.get(f"points{place}") is None and f"points{place}" not in self.errors:
                self.add_error(f"points{place}", _("Сколько баллов?"))
        if len(places) < 2:
            self.add_error("level2", _("Нужно хотя бы два уровня."))
        elif not any(told.get(f"points{place}") for place in places):
            self.add_error("points1", _("Хотя бы один уровень приносит баллы."))
        return told

    def facts(self) -> CriterionFacts:
        """What to save."""
        told = self.cleaned_data
        levels = [
            LevelFacts(one_line(told[f"level{place}"], 150), told[f"points{place}"], one_line(told[f"about{place}"], 1000))
            for place in self.places
            if self._filled(told, place)
        ]
        weight = told["weight"] if told["weight"] is not None else number(1)
        return CriterionFacts(one_line(told["title"], 200), weight, many_lines(told["hint"]).strip(), tuple(levels))

    def _filled(self, told: Mapping[str, Any], place: int) -> bool:
        return any(told.get(f"{name}{place}") not in (None, "") for name in ("level", "points", "about"))


class RubricEditor:
    """The whole screen: the rubric's form and rows of criteria. `criteria` is what stands now."""

    def __init__(
        self, posted: Mapping | None = None, *, rubric: Rubric | None = None, criteria: list[CriterionFacts] | None = None
    ) -> None:
        self.posted, self.rubric, self.criteria = posted, rubric, criteria or []
        initial = {"title": rubric.title, "note": rubric.note} if rubric else {}
        self.form = RubricForm(posted, initial=initial, rubric=rubric)
        self.problem = ""

    @cached_property
    def rows(self) -> forms.BaseFormSet:
        """Rows of criteria, an empty one at the end."""
        spare = max(SPARE, FEWEST - len(self.criteria))
        made = forms.formset_factory(CriterionForm, extra=spare, max_num=MOST, absolute_max=MOST)
        # No initial rows beside posted ones: a row typed as it was would count as unchanged and be left out.
        initial = [_typed(one) for one in self.criteria] if self.posted is None else None
        places = max([PLACES, *(len(one.levels) for one in self.criteria)])
        return made(self.posted, initial=initial, prefix="rows", form_kwargs={"places": places})

    @property
    def wants_more(self) -> bool:
        """Whether more rows are asked for instead of saving."""
        return bool(self.posted and "more" in self.posted)

    def with_more_rows(self) -> "RubricEditor":
        """The same, as typed, with two more rows."""
        posted = self.posted.copy()
        total = posted.get("rows-TOTAL_FORMS", "")
        known = int(total) if total.isascii() and total.isdigit() and len(total) < 4 else 0
        posted["rows-TOTAL_FORMS"] = str(min(known + 2, MOST))
        return RubricEditor(posted, rubric=self.rubric, criteria=self.criteria)

    def is_valid(self) -> bool:
        """Whether everything fits; all mistakes are told at once."""
        fits = [part.is_valid() for part in (self.form, self.rows)]
        if all(fits) and not self.facts():
            self.problem = str(_("Нужен хотя бы один критерий."))
        return all(fits) and not self.problem

    def facts(self) -> list[CriterionFacts]:
        """Criteria to save."""
        return [row.facts() for row in self.rows if row.said]


def _typed(criterion: CriterionFacts) -> dict[str, Any]:
    told: dict[str, Any] = {"title": criterion.title, "weight": shown(criterion.weight), "hint": criterion.hint}
    for place, level in enumerate(criterion.levels, 1):
        told |= {f"level{place}": level.title, f"points{place}": shown(level.points), f"about{place}": level.description}
    return told
