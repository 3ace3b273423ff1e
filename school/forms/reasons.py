"""A reason chosen from three, own words possible: who asks for time, who gives it and who marks by hand all say why."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import Form

OWN = "own"
WHY = [
    ("link", _("плохая связь")),
    ("ill", _("болезнь или семья")),
    ("work", _("срочная работа, сезон")),
    (OWN, _("другое, напишу ниже")),
]


class ReasonForm(Form):
    """`why` and `words`; both sides read what was said."""

    why = forms.ChoiceField(label=_("Причина"), choices=WHY, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Своими словами"), required=False, max_length=800, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict:
        said = super().clean()
        if said.get("why") == OWN and not said.get("words", "").strip():
            self.add_error("words", gettext("Напишите хотя бы несколько слов."))
        return said

    @property
    def reason(self) -> str:
        """The chosen reason and own words in one line."""
        chosen = "" if self.cleaned_data["why"] == OWN else str(dict(WHY)[self.cleaned_data["why"]])
        return ". ".join(filter(None, [chosen.capitalize(), self.cleaned_data["words"].strip()]))
