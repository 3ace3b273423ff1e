"""The programme table of a run as forms, one for each line; a module is sent by itself (spec: school §10)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from school.forms.runs_moments import MomentField, stored, typed
from school.models import CourseRun, RunItem
from school.questions.numbers import number, shown
from school.states import Opens

CLOCKS = ("opens_at", "soft", "hard")


class ShareField(forms.CharField):
    """A share of points in per cent, stored as 0..1."""

    def clean(self, value: Any) -> Decimal:
        text = super().clean(value)
        given = number(text.replace("%", "")) if text else Decimal(100)
        if given is None or not 0 <= given <= 100:
            raise forms.ValidationError(_("Число от 0 до 100."))
        return (given / 100).quantize(Decimal("0.01"))


class ItemForm(Form):
    """One line: required or not, when it opens, its dates."""

    required = forms.BooleanField(label=_("Обязательно для завершения"), required=False)
    opens = forms.ChoiceField(label=_("Открывается"), choices=Opens.choices)
    opens_at = MomentField(label=_("Не раньше"), help_text=_("Пусто — только по правилу."))
    soft = MomentField(label=_("Сделать до"), ends=True)
    soft_days = forms.IntegerField(label=_("или через дней"), required=False, min_value=1, max_value=3650)
    hard = MomentField(label=_("Принимаем до"), ends=True)
    hard_days = forms.IntegerField(label=_("или через дней"), required=False, min_value=1, max_value=3650)
    late_factor = ShareField(label=_("После срока, % балла"), required=False, max_length=14)
    after = forms.MultipleChoiceField(
        label=_("Открыть только после этих занятий"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, posted: Mapping | None, *, run: CourseRun, item: RunItem, before: Sequence[RunItem]) -> None:
        self.run, self.item = run, item
        initial = {name: getattr(item, name) for name in ("required", "opens", "soft_days", "hard_days")}
        initial |= {name: typed(getattr(item, name), run.zone) for name in CLOCKS}
        initial |= {"late_factor": shown(item.late_factor * 100), "after": [str(one.pk) for one in item.after.all()]}
        super().__init__(posted, initial=initial, prefix=f"i{item.pk}")
        self.fields["after"].choices = [(str(one.pk), one.title) for one in before]
        if not before:
            del self.fields["after"]
        if run.self_paced:
            for name in ("soft", "hard"):
                del self.fields[name]
                self.fields[f"{name}_days"].label = self.base_fields[name].label + " " + str(_("(дней от записи)"))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        said |= stored(said, CLOCKS, self.run.zone, self.item)
        for name in ("soft", "hard"):
            if said.get(name) and said.get(f"{name}_days"):
                self.add_error(f"{name}_days", _("Укажите или дату, или число дней."))
        if said.get("soft") and said.get("hard") and said["hard"] < said["soft"]:
            self.add_error("hard", _("Этот срок не может быть раньше, чем «Сделать до»."))
        if said.get("soft_days") and said.get("hard_days") and said["hard_days"] < said["soft_days"]:
            self.add_error("hard_days", _("Этот срок не может быть раньше, чем «Сделать до»."))
        return said

    def facts(self) -> dict[str, Any]:
        """What to save; a date that a self-paced run does not show stays empty."""
        said = self.cleaned_data
        names = ("required", "opens", "opens_at", "soft", "hard", "soft_days", "hard_days", "late_factor")
        return {name: said.get(name) for name in names} | {"after": [int(pk) for pk in said.get("after", [])]}

    @property
    def rare(self) -> list:
        """Fields that are folded: most lines need none of them."""
        return [self[name] for name in ("after",) if name in self.fields]


def forms_of(
    run: CourseRun, items: Sequence[RunItem], earlier: Sequence[RunItem], posted: Mapping | None = None
) -> list[ItemForm]:
    """Forms of a module's lines; `earlier` are the lines of the modules before it."""
    before = list(earlier)
    made = []
    for item in items:
        made.append(ItemForm(posted, run=run, item=item, before=list(before)))
        before.append(item)
    return made
