"""What a mentor writes beside the answers of an attempt."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from school.models import Response
from school.questions import KINDS
from school.questions.numbers import number, shown
from school.services.attempts_answers import Given
from school.states import AttemptState


class PointsField(forms.CharField):
    """Points as people type them, «0,5»; no more than the question is worth."""

    default_error_messages = {"required": _("Поставьте баллы: 0 — тоже оценка.")}

    def __init__(self, most: Decimal, **kwargs: object) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "in--n"}), **kwargs)
        self.most = most

    def clean(self, value: str) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        points = number(text)
        if points is None or not 0 <= points <= self.most:
            raise forms.ValidationError(gettext("Число от 0 до %(most)s.") % {"most": shown(self.most)})
        return points


class AnswersForm(Form):
    """Points and a remark for each free text, «засчитать» for each answer that came late; a reason where a grade changes."""

    reason = forms.CharField(
        label=_("Почему засчитываете"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Прочтёт слушатель. Например: «не было света, ответы пришли на 6 минут позже»."),
    )

    def __init__(self, *args: object, rows: list[Response], state: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.reviewing = rows, state == AttemptState.IN_REVIEW
        for row in rows:
            self._add(row)
        if self.reviewing or not any(row.late_answer for row in rows):
            del self.fields["reason"]

    def _add(self, row: Response) -> None:
        at, by_hand = row.position, KINDS[row.version.question.kind].by_hand
        asked = not row.late_answer and (not self.is_bound or "done" in self.data)  # a draft may have gaps
        if row.late_answer:
            self.fields[f"late-{at}"] = forms.BooleanField(label=_("засчитать ответ, пришедший позже"), required=False)
        if by_hand and (row.late_answer or (self.reviewing and row.answer)):
            label = _("Баллов из %(most)s") % {"most": shown(row.points)}
            initial = None if row.score is None else shown(row.score)
            self.fields[f"score-{at}"] = PointsField(row.points, label=label, initial=initial, required=asked)
        if row.late_answer or (self.reviewing and by_hand and row.answer):
            area = forms.Textarea(attrs={"rows": 2})
            self.fields[f"comment-{at}"] = forms.CharField(
                label=_("Замечание"), required=False, max_length=5000, widget=area, initial=row.comment
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        for row in self.rows:
            at, late = row.position, cleaned.get(f"late-{row.position}")
            if late and f"score-{at}" in self.fields and cleaned.get(f"score-{at}") is None and f"score-{at}" not in self.errors:
                self.add_error(f"score-{at}", gettext("Поставьте баллы за этот ответ."))
        if "reason" in self.fields and self.taken and not cleaned.get("reason"):
            self.add_error("reason", gettext("Напишите причину: её прочтёт слушатель."))
        return cleaned

    @property
    def taken(self) -> list[int]:
        """Places whose late answers are to be counted."""
        return [row.position for row in self.rows if self.cleaned_data.get(f"late-{row.position}")]

    @property
    def given(self) -> dict[int, Given]:
        """What was said, by place; call after `is_valid`."""
        said = self.cleaned_data
        return {
            row.position: Given(
                said.get(f"score-{row.position}"), said.get(f"comment-{row.position}", ""), bool(said.get(f"late-{row.position}"))
            )
            for row in self.rows
            if f"comment-{row.position}" in self.fields
        }

    @property
    def unmarked(self) -> list[int]:
        """Places of free texts still without points."""
        return [int(name.removeprefix("score-")) for name in self.fields if name.startswith("score-") and not self._scored(name)]

    def _scored(self, name: str) -> bool:
        at = name.removeprefix("score-")
        if f"late-{at}" in self.fields and not self.cleaned_data.get(f"late-{at}"):
            row = next(row for row in self.rows if str(row.position) == at)
            return not row.answer or self.cleaned_data.get(name) is not None
        return self.cleaned_data.get(name) is not None

    def fields_of(self, position: int) -> list:
        """The bound fields of one answer."""
        names = (f"late-{position}", f"score-{position}", f"comment-{position}")
        return [self[name] for name in names if name in self.fields]


class VoidForm(Form):
    """Why an attempt does not count."""

    reason = forms.CharField(
        label=_("Причина"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Прочтёт слушатель. Например: «в тесте была ошибка, попытка возвращена»."),
    )
