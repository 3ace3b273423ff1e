"""Forms of the door: address, code, password, card, first acquaintance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.bots import BotCheckMixin
from core.forms import Form
from people.forms import ConsentField, EmailField, PhoneField
from people.models import Audience, Purpose, User
from regions.models import Region

OTHER_REGION = "other"
NUMERIC = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}


class DoorForm(Form):
    """The only field of the door."""

    email = EmailField(help_text=_("Пришлём письмо с кодом. Пароль не нужен."))
    borrowed = forms.BooleanField(
        label=_("Это чужой телефон или общий компьютер"),
        required=False,
        help_text=_("Выйдем сами, как только закроете браузер."),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class CodeForm(Form):
    """Eight digits of the letter."""

    code = forms.CharField(
        label=_("Код из письма"),
        max_length=20,
        widget=forms.TextInput(attrs=NUMERIC),
        help_text=_("Восемь цифр, например 4827-7301. Чёрточку можно не писать."),
    )


class PasswordForm(Form):
    """The folded way for those who set a password."""

    email = EmailField()
    password = forms.CharField(
        label=_("Пароль"), max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    borrowed = forms.BooleanField(label=_("Это чужой телефон или общий компьютер"), required=False)
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class QuestionedPasswordForm(BotCheckMixin, PasswordForm):
    """The same with a plain question, after very many misses from one network."""


class CardForm(Form):
    """Twelve digits and the surname."""

    code = forms.CharField(
        label=_("Код с карточки"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Двенадцать цифр, пробелы можно не писать."),
    )
    surname = forms.CharField(
        label=_("Ваша фамилия"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    borrowed = forms.BooleanField(label=_("Это чужой телефон или общий компьютер"), required=False)
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class RegionChoiceField(forms.ChoiceField):
    """One of the ten regions or «другой регион», chosen on purpose: cleans to a Region or None."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("label", _("Ваш регион"))
        super().__init__(choices=_regions, **kwargs)

    def clean(self, value: str) -> Region | None:
        code = super().clean(value)
        return None if code in {"", OTHER_REGION} else Region.objects.get(code=code)


def _regions() -> list[tuple[str, object]]:
    rows = sorted(Region.objects.all(), key=lambda region: region.title)
    return [("", _("Выберите регион")), *((region.code, region.title) for region in rows), (OTHER_REGION, _("Другой регион"))]


class WelcomeForm(Form):
    """«Познакомимся»: only name and region are asked for, and one consent."""

    last_name = forms.CharField(label=_("Фамилия"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    first_name = forms.CharField(label=_("Имя"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    patronymic = forms.CharField(
        label=_("Отчество"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "additional-name"}),
        help_text=_("Как в паспорте: имя попадёт в билеты и сертификаты."),
    )
    region = RegionChoiceField()
    settlement = forms.CharField(label=_("Город или село"), max_length=150, required=False)
    audience = forms.ChoiceField(label=_("Кто вы"), required=False, choices=[("", _("Не указано")), *Audience.choices])
    phone = PhoneField(required=False, help_text=_("Если письмо не дойдёт, координатор позвонит."))
    agree = ConsentField(Purpose.ACCOUNT)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, person: User, **kwargs: object) -> None:
        initial = {
            name: getattr(person, name) for name in ("last_name", "first_name", "patronymic", "settlement", "audience", "phone")
        }
        initial["region"] = person.region.code if person.region else ""
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        if person.region_id:
            # a person's region is changed by administrators only
            del self.fields["region"]
