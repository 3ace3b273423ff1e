"""Forms of the own account."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm
from people.forms import EmailField, PhoneField
from people.models import Audience, User
from regions.forms import OrganisationNameField


class ProfileForm(ModelForm):
    """What the person corrects alone; the region is changed by administrators, the address has its own page."""

    last_name = forms.CharField(label=_("Фамилия"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    first_name = forms.CharField(label=_("Имя"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    audience = forms.ChoiceField(label=_("Кто вы"), required=False, choices=[("", _("Не указано")), *Audience.choices])
    phone = PhoneField(required=False, help_text=_("Если письмо не дойдёт, координатор позвонит."))
    organisation_name = OrganisationNameField()

    class Meta:
        model = User
        fields = (
            "last_name",
            "first_name",
            "patronymic",
            "settlement",
            "organisation_name",
            "position",
            "audience",
            "phone",
            "letter_language",
        )
        widgets = {"patronymic": forms.TextInput(attrs={"autocomplete": "additional-name"})}

    def __init__(self, *args: object, languages: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("patronymic", "settlement", "position"):
            self.fields[name].help_text = ""
        self.fields["letter_language"] = forms.ChoiceField(label=_("Язык писем"), choices=languages)


class NewEmailForm(Form):
    """The new address; the code goes there."""

    email = EmailField(
        label=_("Новая почта"), help_text=_("Пришлём туда код. Пока вы его не введёте, всё останется по-прежнему.")
    )


class NewPasswordForm(Form):
    """A password beside the code, twice."""

    password = forms.CharField(
        label=_("Новый пароль"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Не короче десяти знаков. Хорошо подходят три-четыре слова подряд."),
    )
    again = forms.CharField(
        label=_("Ещё раз"), strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: object, person: User, **kwargs: object) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean(self) -> dict:
        cleaned = super().clean()
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("Пароли не совпали."))
        elif password:
            try:
                validate_password(password, self.person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class ReasonForm(Form):
    """Why something is done to a person: the reason goes into the history the person reads."""

    reason = forms.CharField(label=_("Причина"), max_length=300, help_text=_("Её увидит и сам человек."))
