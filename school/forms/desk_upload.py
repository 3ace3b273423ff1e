"""A list of people as a table."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form


class PeopleTableForm(Form):
    """The file, and the word of who loads it that the people agreed."""

    table = forms.FileField(
        label=_("Таблица"),
        help_text=_("XLSX или CSV, до 1 000 строк. Первая строка — названия столбцов."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Выберите файл с таблицей."), "empty": _("Файл пуст.")},
    )
    agreed = forms.BooleanField(
        label=_("Люди из списка знают о нём и просили записать их на курс"),
        help_text=_("Своё согласие каждый даст при первом входе. Кто не даст за 14 дней, того данные сотрём."),
        error_messages={"required": _("Без этого список загрузить нельзя: сначала спросите людей.")},
    )
