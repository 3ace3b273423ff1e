"""Forms of a run's groups and their mentors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.plain import one_line
from people.models import User
from regions.models import Region
from school.models import Group
from school.services.run_groups import possible_mentors


class MakeGroupsForm(Form):
    regions = forms.ModelMultipleChoiceField(
        Region.objects.order_by("name"), label=_("Регионы"), required=False, widget=forms.CheckboxSelectMultiple
    )
    move_people = forms.BooleanField(
        label=_("Перевести в них слушателей этих регионов из общей группы"), required=False, initial=True
    )

    def __init__(self, *args: Any, without: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regions"].queryset = Region.objects.exclude(pk__in=without).order_by("name")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if "all" in self.data:
            said["regions"] = self.fields["regions"].queryset
        elif "regions" in said and not said["regions"]:
            self.add_error("regions", _("Отметьте хотя бы один регион или нажмите «Для всех регионов»."))
        return said


class GroupForm(Form):
    title = forms.CharField(label=_("Название"), max_length=100)
    seats = forms.IntegerField(
        label=_("Мест"), required=False, min_value=1, max_value=100_000, help_text=_("Пусто — сколько есть в потоке.")
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, initial={"title": group.title, "seats": group.seats}, **kwargs)

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"], 100)


class MentorForm(Form):
    mentor = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Наставник"),
        empty_label=_("Выберите"),
        help_text=_("В списке те, у кого есть роль наставника или методиста. Роль даёт администратор."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = possible_mentors()
