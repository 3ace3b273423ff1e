"""The filter of the desk «Письма»."""

from django import forms
from django.utils.translation import gettext_lazy as _

STATES = [
    ("", _("все")),
    ("waits", _("ждут отправки")),
    ("failed", _("не ушли")),
    ("sent", _("отправлены")),
    ("cancelled", _("остановлены")),
    ("expired", _("устарели")),
]


class LetterSearchForm(forms.Form):
    """By state and by the beginning of the address."""

    state = forms.ChoiceField(label=_("Состояние"), choices=STATES, required=False, widget=forms.Select(attrs={"class": "in"}))
    to = forms.CharField(
        label=_("Адрес начинается с"), required=False, max_length=254, widget=forms.TextInput(attrs={"class": "in"})
    )
