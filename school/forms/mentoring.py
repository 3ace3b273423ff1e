"""What a mentor gives or decides: time, an attempt, a mark by hand; each with a reason."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from school.forms.reasons import ReasonForm
from school.services.extensions import Given
from school.services.overriding import ByHand
from school.states import ProgressState

LONGEST = timedelta(days=365)
STATES = [
    ("", _("оставить как есть")),
    (ProgressState.PASSED, _("зачесть")),
    (ProgressState.FAILED, _("не пройдено")),
    ("none", _("как будто не начинал")),
]


class GiveForm(ReasonForm):
    """More time, attempts, minutes."""

    until = forms.DateField(
        label=_("До какого дня"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    attempts = forms.IntegerField(label=_("Ещё попыток"), required=False, min_value=0, max_value=10)
    minutes = forms.IntegerField(label=_("Ещё минут на попытку"), required=False, min_value=0, max_value=600)
    opens = forms.BooleanField(label=_("Открыть сейчас, не дожидаясь очереди"), required=False)

    field_order = ["until", "attempts", "minutes", "opens", "why", "words"]

    def __init__(self, *args: object, is_quiz: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not is_quiz:
            del self.fields["attempts"], self.fields["minutes"]

    def clean_until(self) -> object:
        day, today = self.cleaned_data["until"], timezone.localdate()
        if day and not today <= day <= today + LONGEST:
            raise forms.ValidationError(gettext("Назовите день не раньше сегодняшнего и не дальше года."))
        return day

    def clean(self) -> dict:
        said = super().clean()
        if not self.errors and not any(said.get(name) for name in ("until", "attempts", "minutes", "opens")):
            raise forms.ValidationError(gettext("Выберите, что дать: день, попытку, минуты или открыть занятие."))
        return said

    @property
    def given(self) -> Given:
        """For the service; call after `is_valid`."""
        said = self.cleaned_data
        return Given(said["until"], said.get("attempts") or 0, said.get("minutes") or 0, said["opens"], self.reason)


class RefuseForm(Form):
    """Why no time is given."""

    answer = forms.CharField(
        label=_("Почему нет"), max_length=800, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Слушатель это прочтёт.")
    )


class ByHandForm(ReasonForm):
    """A mark by hand."""

    state = forms.ChoiceField(label=_("Отметить"), choices=STATES, required=False, widget=forms.RadioSelect)
    points = forms.DecimalField(
        label=_("Баллы, из ста"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2, localize=True
    )

    field_order = ["state", "points", "why", "words"]

    def clean(self) -> dict:
        said = super().clean()
        if not self.errors and not said.get("state") and said.get("points") is None:
            raise forms.ValidationError(gettext("Выберите отметку или поставьте баллы."))
        return said

    @property
    def by_hand(self) -> ByHand:
        """For the service; call after `is_valid`."""
        state, points = self.cleaned_data["state"], self.cleaned_data["points"]
        told = None if not state else "" if state == "none" else state
        return ByHand(told, self.reason, points, Decimal(100))
