"""The head of a typed-in paper test: the code of the sheet."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
