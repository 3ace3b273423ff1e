"""The form of a joint session: day, place, lessons, who was there; a signed sheet is added afterwards."""

import uuid
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.files import PICTURES, BadFile, Checked, clean_upload
from core.forms import Form
from people.models import User
from regions.models import Territory
from regions.scope import scope_of
from school.models import Enrolment, RunItem
from school.services.sessions import Held

OLDEST = timedelta(days=365)
MOST_PEOPLE, MOST_LESSONS = 100, 12


class SessionForm(Form):
    """Everything on one screen; what is chosen comes back on the check page in hidden fields."""

    held_on = forms.DateField(label=_("День"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    territory = forms.ModelChoiceField(
        Territory.objects.none(), label=_("Село, город или район"), required=False, empty_label=_("Не указано")
    )
    place = forms.CharField(label=_("Место"), max_length=200, help_text=_("Например «Дом культуры» или «библиотека»."))
    items = forms.MultipleChoiceField(
        label=_("Какие уроки прошли"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Только уроки. Тесты и задания каждый сдаёт сам."),
        error_messages={"required": _("Отметьте хотя бы один урок.")},
    )
    people = forms.MultipleChoiceField(
        label=_("Кто был"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Отметьте, кто был на занятии.")},
    )
    submit_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, user: User, people: list[Enrolment], lessons: list[RunItem], **kwargs: object) -> None:
        kwargs["initial"] = {"submit_key": uuid.uuid4(), "held_on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.enrolments = {row.public_id: row for row in people}
        self.lessons = {str(item.pk): item for item in lessons}
        self.fields["people"].choices = [(key, _called(row)) for key, row in self.enrolments.items()]
        self.fields["items"].choices = [(key, f"{item.module_title}: {item.title}") for key, item in self.lessons.items()]
        regions = {row.region_id for row in people if row.region_id}
        scope = scope_of(user)
        if isinstance(scope, frozenset) and scope:
            regions &= scope
        self.fields["territory"].queryset = Territory.objects.public().filter(region__in=regions)

    def clean_held_on(self) -> object:
        day, today = self.cleaned_data["held_on"], timezone.localdate()
        if not today - OLDEST <= day <= today:
            raise forms.ValidationError(
                gettext("Назовите день, когда занятие прошло: не позже сегодняшнего и не раньше года назад.")
            )
        return day

    def clean_people(self) -> list[str]:
        return self._few("people", MOST_PEOPLE)

    def clean_items(self) -> list[str]:
        return self._few("items", MOST_LESSONS)

    def _few(self, name: str, most: int) -> list[str]:
        chosen = self.cleaned_data[name]
        if len(chosen) > most:
            raise forms.ValidationError(
                gettext("За один раз можно отметить не больше %(most)s. Разделите на два.") % {"most": most}
            )
        return chosen

    @property
    def held(self) -> Held:
        """For the service; call after `is_valid`."""
        said = self.cleaned_data
        return Held(
            said["held_on"],
            said["place"],
            [self.lessons[key] for key in said["items"]],
            [self.enrolments[key] for key in said["people"]],
            said["submit_key"],
            said["territory"],
        )


class SheetForm(Form):
    """A photo of the signed list."""

    file = forms.FileField(
        label=_("Снимок листа подписей"),
        error_messages={"required": _("Выберите снимок или файл.")},
        help_text=_("Фото или PDF."),
    )

    def clean_file(self) -> Checked:
        try:
            return clean_upload(self.cleaned_data["file"], kinds=PICTURES | {"pdf"}, max_mb=20)
        except BadFile as error:
            raise forms.ValidationError(str(error)) from None


def _called(row: Enrolment) -> str:
    return ", ".join(filter(None, [row.user.get_full_name(), row.user.settlement]))
