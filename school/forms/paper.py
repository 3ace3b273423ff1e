"""The head of a typed-in paper test; a Word file with lessons."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.files import BadFile, Checked, clean_upload
from core.forms import Form


class PaperForm(Form):
    """The number printed on the sheet, so that answers of other questions are not taken for these."""

    code = forms.CharField(
        label=_("Номер листа"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Шесть цифр вверху распечатанного теста."),
    )

    def __init__(self, *args: object, code: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.right = code

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if code != self.right:
            raise forms.ValidationError(
                gettext("Номер другой: лист не этого человека, уже введён или тест с тех пор изменился. Распечатайте новый.")
            )
        return code


class WordForm(Form):
    """A Word file with lessons."""

    file = forms.FileField(
        label=_("Файл Word"),
        help_text=_("До 10 МБ, .docx. Названия уроков — стилем «Заголовок 1», части урока — «Заголовок 2»."),
        error_messages={"required": _("Выберите файл.")},
    )

    def clean_file(self) -> Checked:
        try:
            return clean_upload(self.cleaned_data["file"], kinds=frozenset({"docx"}), max_mb=10)
        except BadFile as error:
            raise forms.ValidationError(str(error)) from None
