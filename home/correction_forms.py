"""Forms of a correction: what should stand on the card, and the coordinator's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.bots import BotCheckMixin
from core.forms import Form, Look
from people.forms import ContactField
from regions.models import Organisation
from regions.models.correction import CORRECTABLE


class CardFields(Look, forms.ModelForm):
    """The fields of the card that anybody may ask to change, as they should stand."""

    site = forms.URLField(label=_("Сайт"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = CORRECTABLE
        widgets = {"about": forms.Textarea(attrs={"rows": 5}), "address": forms.TextInput(attrs={"autocomplete": "off"})}

    @property
    def proposed(self) -> dict[str, str]:
        """What differs from the card."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in CORRECTABLE}


class CorrectionForm(BotCheckMixin, CardFields):
    """«Исправить организацию»: filled with what stands now; only what differs is sent."""

    text = forms.CharField(
        label=_("Что ещё исправить"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("По желанию: телефон, контакты, то, чего нет в полях выше."),
    )
    contact = ContactField(help_text=_("Сюда ответит координатор. Сотрём через 30 дней после ответа."))

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not self.proposed and not cleaned.get("text"):
            self.add_error("text", _("Вы ничего не изменили. Поправьте поле или напишите, что не так."))
        return cleaned


class DeclineForm(Form):
    """Why the card stays as it is."""

    answer = forms.CharField(
        label=_("Почему оставляем как есть"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Прочитает тот, кто написал."),
    )


class ApplyForm(CardFields):
    """What the coordinator writes into the card: the proposal, corrected where it has to be."""

    answer = forms.CharField(
        label=_("Ответ"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Пара слов тому, кто написал."),
    )

    @property
    def values(self) -> dict[str, str]:
        """All fields as they should stand: the service writes what differs from the card."""
        return {name: self.cleaned_data[name] for name in CORRECTABLE}
