"""The form of a registration: six fields and one consent (spec: events §1, living-people §9)."""

import re
from collections.abc import Iterable
from functools import partial

from django import forms
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from core.bots import BotCheckMixin
from core.forms import Look
from core.plain import one_line
from events.models import Event, Registration, RegistrationOption, new_submit_key
from events.services.register import Entry
from people.forms import ConsentField, ContactField
from people.models import User
from regions.forms import OrganisationNameField
from regions.known import ten
from regions.models import Organisation, Region
from regions.naming import name_norm

NAME = re.compile(r"[^\W\d_]+(?:[ '’\-‐‑–.][^\W\d_]+|[.])*", re.UNICODE)


class PersonNameField(forms.CharField):
    """A name: any letters, hyphens, apostrophes, spaces."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(max_length=100, **kwargs)

    def clean(self, value: object) -> str:
        text = one_line(super().clean(value), 100)
        if text and not NAME.fullmatch(text):
            raise forms.ValidationError(_("Здесь нужны только буквы, дефис и апостроф."), code="letters")
        return text


class HomeRegionField(forms.ChoiceField):
    """One of the ten regions or «Другой регион», chosen, never by default; cleans to a Region or None."""

    OTHER = "other"

    def __init__(self, **kwargs: object) -> None:
        self.regions: dict[str, Region] = {}
        super().__init__(label=_("Регион"), error_messages={"required": _("Выберите регион.")}, **kwargs)

    def offer(self, regions: Iterable[Region]) -> None:
        """The regions from which to choose."""
        self.regions = {str(region.pk): region for region in regions}
        names = sorted(((pk, region.title) for pk, region in self.regions.items()), key=lambda pair: pair[1])
        self.choices = [("", _("Выберите регион")), *names, (self.OTHER, _("Другой регион"))]

    def clean(self, value: object) -> Region | None:
        return self.regions.get(super().clean(value))


class PersonForm(Look, forms.Form):
    """Names, region and organisation: what both registering and changing ask."""

    surname = PersonNameField(label=_("Фамилия"), widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    name = PersonNameField(label=_("Имя"), widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    patronymic = PersonNameField(
        label=_("Отчество"),
        widget=forms.TextInput(attrs={"autocomplete": "additional-name"}),
        error_messages={"required": _("Напишите отчество или отметьте «Нет отчества».")},
    )
    no_patronymic = forms.BooleanField(label=_("Нет отчества"), required=False)
    region = HomeRegionField()
    organisation = OrganisationNameField(label=_("Организация или группа"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].offer(ten().values())
        self.fields["patronymic"].required = not self.data.get(self.add_prefix("no_patronymic"))

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("no_patronymic"):
            cleaned["patronymic"] = ""
        return cleaned

    def entry(self, **more: object) -> Entry:
        """What was written, as the services take it; one query finds the organisation's record."""
        said, region = self.cleaned_data["organisation"], self.cleaned_data["region"]
        return Entry(
            surname=self.cleaned_data["surname"],
            name=self.cleaned_data["name"],
            patronymic=self.cleaned_data["patronymic"],
            region=region,
            organisation=organisation_named(said, region) if said and region else None,
            organisation_name=said,
            **more,
        )


class RegistrationForm(BotCheckMixin, PersonForm):
    """Registering: the person's names, one contact, an option where there are several, consents as boxes of their own."""

    contact = ContactField(help_text=_("Пришлём билет письмом. Нет почты — напишите телефон, билет получите сразу на экране."))
    option = forms.ModelChoiceField(RegistrationOption.objects.none(), label=_("Как участвуете"), empty_label=None)
    agree = ConsentField("event_registration")
    photo = ConsentField("photo", required=False)
    submit_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    field_order = (
        "contact",
        "surname",
        "name",
        "patronymic",
        "no_patronymic",
        "region",
        "organisation",
        "option",
        "agree",
        "photo",
    )

    def __init__(self, *args: object, options: list[RegistrationOption], onsite: bool = True, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.options = {str(option.pk): option for option in options}
        self.fields["option"] = forms.ChoiceField(
            label=_("Как участвуете"),
            choices=[(pk, option.name) for pk, option in self.options.items()],
            widget=forms.RadioSelect,
        )
        if len(options) == 1:
            del self.fields["option"]
        if not onsite:
            del self.fields["photo"]
        self.fields["submit_key"].initial = new_submit_key
        for name in ("agree", "photo"):
            if name in self.fields:
                # the text is asked for when the label is shown, and once only
                self.fields[name].label = SimpleLazyObject(partial(str, self.fields[name].label))

    @property
    def chosen(self) -> RegistrationOption:
        """The option chosen, or the only one."""
        return self.options[self.cleaned_data["option"]] if "option" in self.fields else next(iter(self.options.values()))

    @property
    def purposes(self) -> list[str]:
        """Consents given."""
        return ["event_registration", *(["photo"] if self.cleaned_data.get("photo") else [])]


class ChangeForm(PersonForm):
    """Changing one's own entry by the link."""

    def __init__(self, *args: object, registration: Registration, **kwargs: object) -> None:
        super().__init__(*args, initial=initial_of(registration), **kwargs)


def organisation_named(said: str, region: object) -> Organisation | None:
    """The verified organisation of this name in the region."""
    return Organisation.objects.offered().filter(region=region, name_norm=name_norm(said)[:250]).first()


def initial_of(registration: Registration) -> dict:
    """An entry's values for its form."""
    return {
        "surname": registration.surname,
        "name": registration.name,
        "patronymic": registration.patronymic,
        "no_patronymic": not registration.patronymic,
        "region": registration.region_id or HomeRegionField.OTHER,
        "organisation": registration.organisation_title,
    }


def prefill(user: User) -> dict:
    """A signed-in person's card as the form's first values."""
    return {
        "contact": user.email or user.phone,
        "surname": user.last_name,
        "name": user.first_name,
        "patronymic": user.patronymic,
        "no_patronymic": user.no_patronymic,
        "region": user.region_id,
        "organisation": str(user.organisation) if user.organisation_id else user.organisation_name,
    }


class LookupForm(Look, forms.Form):
    """A ticket by number and surname: numbers that people say aloud are digits only."""

    event = forms.ModelChoiceField(
        Event.objects.none(), label=_("Событие"), to_field_name="key", empty_label=_("Выберите событие")
    )
    number = forms.IntegerField(
        label=_("Номер билета"),
        min_value=1,
        max_value=10**7,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    surname = PersonNameField(label=_("Фамилия"), widget=forms.TextInput(attrs={"autocomplete": "family-name"}))

    def __init__(self, *args: object, events: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = events


class LinkForm(Look, BotCheckMixin):
    """A lost link: the contact given at registration."""

    contact = ContactField(help_text=_("Тот, который вы указали при записи."))
