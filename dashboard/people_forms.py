"""Forms of the desk of people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.files import PICTURES, BadFile, Checked, clean_upload
from core.forms import Form
from people import roles
from people.forms import EmailField, PhoneField
from people.models import Purpose, User
from regions.models import Region
from regions.scope import ALL, scope_of


class PersonSearchForm(Form):
    """First letters of the surname, or the last digits of the ringing number."""

    q = forms.CharField(
        label=_("Фамилия или последние цифры телефона"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "class": "in"}),
    )
    region = forms.ChoiceField(label=_("Регион"), required=False, widget=forms.Select(attrs={"class": "in"}))
    role = forms.ChoiceField(
        label=_("Роль"),
        required=False,
        choices=[("", _("Все")), *((one, one) for one in roles.ALL)],
        widget=forms.Select(attrs={"class": "in"}),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        regions = own_regions(user)
        self.fields["region"].choices = [("", _("Все")), *((region.code, region.name) for region in regions)]
        if len(regions) < 2:
            del self.fields["region"]


class InviteForm(Form):
    """Somebody who has e-mail comes in alone; the coordinator only tells the way."""

    email = EmailField(label=_("Почта"))
    name = forms.CharField(label=_("Как обратиться"), max_length=100, required=False, help_text=_("Например: Мария Петровна."))


class ParticipantForm(Form):
    """A person without e-mail: what is asked on the phone, in the order it is asked."""

    last_name = forms.CharField(label=_("Фамилия"), max_length=100)
    first_name = forms.CharField(label=_("Имя"), max_length=100)
    patronymic = forms.CharField(label=_("Отчество"), max_length=100, required=False)
    phone = PhoneField(required=False, help_text=_("С него и будем напоминать о делах."))
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Регион"), empty_label=_("Выберите регион"))
    settlement = forms.CharField(label=_("Город или село"), max_length=150, required=False)
    paper = forms.CharField(
        label=_("Номер бумажного согласия"),
        max_length=200,
        required=False,
        help_text=_("Если бумаги нет, оставьте пустым: человек согласится сам при первом входе по карточке, за 72 часа."),
    )
    anyway = forms.BooleanField(label=_("Это другой человек, всё равно добавить"), required=False)

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        regions = own_regions(user)
        self.fields["region"].queryset = Region.objects.filter(pk__in=[region.pk for region in regions])
        if len(regions) == 1:
            self.fields["region"].initial = regions[0]
        del self.fields["anyway"]

    def ask_anyway(self) -> None:
        """Show the box: somebody with this name is here already."""
        self.fields["anyway"] = forms.BooleanField(label=_("Это другой человек, всё равно добавить"), required=False)


class ScanField(forms.FileField):
    """A scan or a photo of a signed paper, cleaned to `core.files.Checked`."""

    def clean(self, data: object, initial: object = None) -> Checked | None:
        uploaded = super().clean(data, initial)
        try:
            return clean_upload(uploaded, kinds=frozenset({"pdf"}) | PICTURES) if uploaded else None
        except BadFile as bad:
            raise forms.ValidationError(str(bad)) from None


class PaperConsentForm(Form):
    """A consent signed on paper."""

    purpose = forms.ChoiceField(label=_("Согласие"), choices=Purpose.choices)
    number = forms.CharField(label=_("Номер и дата бумаги"), max_length=200, help_text=_("Например, № 17 от 03.11.2026."))
    scan = ScanField(label=_("Скан или снимок"), required=False, help_text=_("PDF или фото, до 10 МБ. Виден только в регионе."))


class GrantForm(Form):
    """A role, for a coordinator with regions, and why."""

    role = forms.ChoiceField(label=_("Роль"), choices=[(one, one) for one in roles.ALL])
    regions = forms.ModelMultipleChoiceField(
        Region.objects.order_by("name"),
        label=_("Регионы"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Только для координатора: хотя бы один."),
    )
    reason = forms.CharField(label=_("Основание"), max_length=300, help_text=_("Приказ, просьба, договор. Увидит и сам человек."))


class MoveForm(Form):
    """Another region, and why."""

    region = forms.ModelChoiceField(
        Region.objects.order_by("name"), label=_("Регион"), required=False, empty_label=_("Другой регион")
    )
    reason = forms.CharField(label=_("Причина"), max_length=300)


def own_regions(user: User) -> list[Region]:
    """Regions the user works with, by name."""
    scope = scope_of(user)
    rows = Region.objects.order_by("name")
    return list(rows if scope == ALL else rows.filter(pk__in=scope))
