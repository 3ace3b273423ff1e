"""A file of questions, or its text pasted beside it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from school.exchange import MAX_BYTES

PASTED = 500_000


class QuestionImportForm(Form):
    """One of the two; `body()` and `name()` say what was given."""

    file = forms.FileField(label=_("Файл"), required=False, help_text=_("GIFT, Aiken или Moodle XML, до 5 МБ и 2000 вопросов."))
    pasted = forms.CharField(
        label=_("Или вставьте текст"),
        required=False,
        max_length=PASTED,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Вопросы в виде GIFT или Aiken; между вопросами пустая строка."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(_("Файл больше 5 МБ. Разделите его на части."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("file") and not cleaned.get("pasted"):
            raise forms.ValidationError(_("Выберите файл или вставьте текст."))
        return cleaned

    def body(self) -> bytes:
        """The bytes to read."""
        file = self.cleaned_data["file"]
        return file.read() if file else self.cleaned_data["pasted"].encode()

    def name(self) -> str:
        """What the load is called."""
        file = self.cleaned_data["file"]
        return file.name if file else str(_("вставленный текст.txt"))
