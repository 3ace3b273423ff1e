"""The one field of a loading: the table."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.plurals import spaced
from core.tables import MAX_MB, MAX_ROWS


class TableForm(Form):
    """A file; what is in it is judged by `core.imports`, whose refusal is put at the field."""

    table = forms.FileField(
        label=_("Таблица"),
        help_text=_("XLSX или CSV, до %(megabytes)d МБ и %(rows)s строк. Первая строка — названия столбцов.")
        % {"megabytes": MAX_MB, "rows": spaced(MAX_ROWS)},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Выберите файл с таблицей."), "empty": _("Файл пуст.")},
    )

    @property
    def uploaded(self) -> UploadedFile:
        return self.cleaned_data["table"]
