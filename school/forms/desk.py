"""Forms of the School's desk: finding people in a run, reasons, other groups and runs, somebody new."""

from collections.abc import Sequence

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.search.words import fold
from people.forms import ContactField
from people.models import User
from regions.known import ten
from regions.models import Region
from school.forms.works import TimeForm
from school.models import CourseRun, Enrolment, Group, RunItem
from school.services.desk_rows import silent_rows
from school.states import EnrolmentStatus, RunStatus

SORTS = {
    "": (_("по фамилии"), ("user__sort_name", "pk")),
    "new": (_("сначала новые записи"), ("-created_at", "-pk")),
    "queue": (_("по очереди"), ("queue_at", "pk")),
    "seen": (_("кого давно не было"), ("last_seen_on", "created_at", "pk")),
}


class FindPeopleForm(Form):
    """The list of a run: words, state, group, region, who is silent, in which order."""

    q = forms.CharField(label=_("Фамилия или последние цифры телефона"), required=False, max_length=60)
    status = forms.ChoiceField(label=_("Состояние"), required=False, choices=[("", _("Любое")), *EnrolmentStatus.choices])
    group = forms.ChoiceField(label=_("Группа"), required=False)
    region = forms.ChoiceField(label=_("Регион"), required=False)
    sort = forms.ChoiceField(label=_("Порядок"), required=False, choices=[(code, words) for code, (words, _by) in SORTS.items()])
    silent = forms.BooleanField(label=_("Молчат две недели"), required=False)

    def __init__(self, *args: object, groups: Sequence[Group], by_region: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", _("Все")), *((one.public_id, one.title) for one in groups)]
        self.fields["region"].choices = [("", _("Все")), *((one.code, one.name) for one in ten().values())]
        if not by_region:
            del self.fields["region"]
        look_of_filter(self)

    def chosen(self, rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
        """The rows cut and ordered as asked; wrong words in the address cut nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        if text := said.get("q", "").strip():
            rows = rows.filter(_named(text))
        for name, path in (("status", "status"), ("group", "group__public_id"), ("region", "region__code")):
            rows = rows.filter(**{path: said[name]}) if said.get(name) else rows
        if said.get("silent"):
            rows = silent_rows(rows, timezone.now())
        return rows.order_by(*SORTS[said.get("sort", "")][1])


class WhyForm(Form):
    """A reason the learner reads."""

    reason = forms.CharField(
        label=_("Причина"),
        max_length=500,
        help_text=_("Её прочтёт сам человек."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, enrolment: Enrolment, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.enrolment = enrolment


class MayWhyForm(WhyForm):
    """The same where nothing has to be explained."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].label = _("Пояснение")


class ToGroupForm(MayWhyForm):
    """Another group of the same run."""

    group = forms.ModelChoiceField(Group.objects.none(), label=_("Группа"), to_field_name="public_id", empty_label=None)
    field_order = ["group", "reason"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        others = Group.objects.filter(run=self.enrolment.run_id).exclude(pk=self.enrolment.group_id)
        self.fields["group"].queryset = others.order_by("title")


class ToRunForm(WhyForm):
    """Another open run of the same course."""

    run = forms.ModelChoiceField(CourseRun.objects.none(), label=_("Поток"), to_field_name="code", empty_label=None)
    field_order = ["run", "reason"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        others = CourseRun.objects.filter(course=self.enrolment.course_id, status=RunStatus.OPEN)
        self.fields["run"].queryset = others.exclude(pk=self.enrolment.run_id).select_related("course__page")
        self.fields["run"].label_from_instance = lambda run: run.title


class LookForForm(Form):
    """Somebody to be put on the course."""

    q = forms.CharField(
        label=_("Фамилия, почта или последние цифры телефона"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class NewLearnerForm(Form):
    """Somebody who is not here yet: what is asked on the phone, in the order it is asked."""

    last_name = forms.CharField(label=_("Фамилия"), max_length=100)
    first_name = forms.CharField(label=_("Имя"), max_length=100)
    patronymic = forms.CharField(label=_("Отчество"), max_length=100, required=False)
    contact = ContactField()
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Регион"), empty_label=_("Выберите регион"))
    agreed = forms.BooleanField(
        label=_("Человек сам просит записать его на курс"),
        help_text=_("Согласие на обработку данных он даст при первом входе, без него учиться нельзя."),
    )

    def __init__(self, *args: object, regions: Sequence[Region], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.filter(pk__in=[one.pk for one in regions]).order_by("name")
        if len(regions) == 1:
            self.fields["region"].initial = regions[0]


class AskTimeForm(TimeForm):
    """More time for one person, or for all of one village."""

    item = forms.ModelChoiceField(RunItem.objects.none(), label=_("Занятие"), empty_label=None)
    settlement = forms.ChoiceField(label=_("Для кого"))
    field_order = ["item", "settlement", "why", "words", "until"]

    def __init__(self, *args: object, run: CourseRun, settlements: Sequence[str] | None, **kwargs: object) -> None:
        super().__init__(*args, is_quiz=False, **kwargs)
        self.fields["item"].queryset = RunItem.objects.filter(run=run, retired_in__isnull=True).order_by("position")
        if settlements is None:
            del self.fields["settlement"]
        else:
            self.fields["settlement"].choices = [(one, one) for one in settlements]


def look_of_filter(form: forms.Form) -> None:
    """Fields of a filter wear our look without the words «по желанию»: all of them are."""
    for field in form.fields.values():
        if not isinstance(field.widget, forms.CheckboxInput):
            field.widget.attrs["class"] = "in"


def find_known(people: QuerySet[User], text: str) -> QuerySet[User]:
    """People by the beginning of the name, the last digits of a phone, or the whole e-mail."""
    return people.filter(_named(text, ""))


def _named(text: str, path: str = "user__") -> Q:
    digits = "".join(sign for sign in text if sign.isdigit())
    if "@" in text:
        return Q(**{f"{path}email": text.strip().lower()})
    if len(digits) >= 3 and not any(sign.isalpha() for sign in text):
        return Q(**{f"{path}phone__endswith": digits[-10:]})
    return Q(**{f"{path}sort_name__startswith": fold(text)})
