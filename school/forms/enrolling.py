"""Enrolling."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from people.forms import ConsentField
from people.models.consent import Purpose


class EnrolForm(Form):
    """Enrolment: the profile is known, so only the consent and, where the School admits, the reason are asked."""

    motivation = forms.CharField(
        label=_("Почему хотите учиться"),
        help_text=_("Два-три предложения: что делаете у себя и чего не хватает."),
        max_length=2000,
        widget=forms.Textarea,
    )

    may_contact = forms.BooleanField(
        label=_("Наставник может позвонить или написать мне"),
        required=False,
        help_text=_("Иначе он ответит только на сайте: телефона и почты не увидит."),
    )

    def __init__(self, *args: object, ask_why: bool, ask_consent: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not ask_why:
            del self.fields["motivation"]
        if ask_consent:
            self.fields["consent"] = ConsentField(Purpose.SCHOOL)
