"""Forms of a run: its facts, a copy, the end of it, its dates moved; every constraint of the table is a sentence here."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.moments import local, msk
from core.pages import slug_of
from core.plain import many_lines, one_line
from regions.models import Region
from school.forms.runs_moments import MomentField, day_field, stored, typed
from school.models import CoursePage, CourseRun
from school.states import Admission, RunStatus

CLOCKS = ("enrol_opens", "enrol_closes", "starts", "ends")
FACTS = ("title", "zone", "self_paced", "seats", "admission", "regions_decide", "certificate", "review_days")
WORDS_OF_SCREENS = {"new", "results"}  # addresses of the list itself


def courses_for_runs() -> QuerySet[CoursePage]:
    """Courses in the source language."""
    return CoursePage.objects.filter(locale__language_code="ru").order_by("title")


def zones() -> list[tuple[str, str]]:
    """Clocks of the network: «МСК+2: Пермский край, …»."""
    named: dict[str, list[str]] = {"Europe/Moscow": []}
    for region in Region.objects.order_by("name"):
        named.setdefault(region.zone, []).append(region.name)
    now = timezone.now()
    ordered = sorted(named, key=lambda zone: (local(now, zone).utcoffset(), zone != "Europe/Moscow"))
    return [(zone, f"{msk(now, zone)}: {', '.join(named[zone])}" if named[zone] else msk(now, zone)) for zone in ordered]


class RunForm(Form):
    """Facts of a run. Without `run` it is a new one and asks of which course."""

    course = forms.ModelChoiceField(CoursePage.objects.none(), label=_("Курс"), empty_label=_("Выберите курс"))
    title = forms.CharField(
        label=_("Название потока"), max_length=150, help_text=_("Например «Весенний поток» или «В своём темпе».")
    )
    self_paced = forms.BooleanField(
        label=_("В своём темпе"),
        required=False,
        help_text=_("Без окончания и без групп по регионам: сроки считаются в днях от записи, сертификат приходит сразу."),
    )
    starts = MomentField(label=_("Начало"), help_text=_("Пока дата неизвестна, оставьте пустым: поток останется черновиком."))
    ends = MomentField(label=_("Окончание"), ends=True, help_text=_("Без времени — до конца дня."))
    enrol_opens = MomentField(label=_("Запись с"), help_text=_("Пусто — сразу, как поток открыт."))
    enrol_closes = MomentField(label=_("Запись до"), ends=True, help_text=_("Пусто — не закрывается."))
    seats = forms.IntegerField(
        label=_("Мест"), required=False, min_value=1, max_value=100_000, help_text=_("Пусто — без ограничения.")
    )
    zone = forms.ChoiceField(label=_("По каким часам"), initial="Europe/Moscow", help_text=_("Все даты потока — по этим часам."))
    admission = forms.ChoiceField(label=_("Кто записывается"), choices=Admission.choices, initial=Admission.OPEN)
    regions_decide = forms.BooleanField(
        label=_("Запросы решает координатор региона"), required=False, help_text=_("Когда записываются по запросу.")
    )
    certificate = forms.ChoiceField(label=_("Сертификат"), choices=CourseRun._meta.get_field("certificate").choices)
    review_days = forms.IntegerField(
        label=_("Дней на проверку работы"),
        min_value=1,
        max_value=60,
        initial=5,
        help_text=_("Слушатель увидит, когда ждать ответа."),
    )
    code = forms.SlugField(
        label=_("Код в адресе"),
        required=False,
        max_length=40,
        help_text=_("Латинские буквы, цифры и дефис. Пусто — сделаем из названия. Потом не меняется."),
    )
    basic = ("course", "title", "self_paced", "starts", "ends", "enrol_opens", "enrol_closes", "seats")
    folded = ("zone", "admission", "regions_decide", "certificate", "review_days", "code")

    def __init__(self, *args: Any, run: CourseRun | None = None, **kwargs: Any) -> None:
        self.run = run
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones()
        if run is None:
            self.fields["course"].queryset = courses_for_runs()
            return
        del self.fields["course"], self.fields["code"]
        if run.zone not in dict(self.fields["zone"].choices):
            self.fields["zone"].choices = [*self.fields["zone"].choices, (run.zone, run.zone)]
        self.initial |= {name: getattr(run, name) for name in FACTS}
        self.initial |= {name: typed(getattr(run, name), run.zone) for name in CLOCKS}

    @property
    def folded_open(self) -> bool:
        """Whether the folded part holds a mistake."""
        return any(name in self.errors for name in self.folded)

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"], 150)

    def clean_code(self) -> str:
        return _free_of_screens(self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if "zone" in said:
            said |= stored(said, CLOCKS, said["zone"], self.run if self.run and self.run.zone == said["zone"] else None)
        self._check_order(said)
        if said.get("self_paced") and said.get("ends"):
            self.add_error("ends", _("У потока «в своём темпе» окончания нет: уберите дату или отметку."))
        if said.get("self_paced"):
            said["certificate"] = "auto"
            if self.run and not self.run.self_paced and self.run.is_parted:
                self.add_error("self_paced", _("В потоке уже есть группы по регионам: такой поток идёт по датам."))
        draft = self.run is None or self.run.status == RunStatus.DRAFT
        if not draft and not said.get("self_paced") and not said.get("starts") and "starts" not in self.errors:
            self.add_error("starts", _("Укажите начало: поток уже открыт, люди видят дату."))
        return said

    def _check_order(self, said: dict[str, Any]) -> None:
        if said.get("starts") and said.get("ends") and said["ends"] <= said["starts"]:
            self.add_error("ends", _("Окончание должно быть позже начала."))
        if said.get("enrol_opens") and said.get("enrol_closes") and said["enrol_closes"] <= said["enrol_opens"]:
            self.add_error("enrol_closes", _("Запись должна закрываться позже, чем открывается."))

    def facts(self) -> dict[str, Any]:
        """What to save, by the fields of a run."""
        return {name: self.cleaned_data[name] for name in (*FACTS, *CLOCKS)}

    def code_for(self, course: CoursePage) -> str:
        """The code that was asked for, else a free one made of the course and the title."""
        return self.cleaned_data["code"] or free_code(f"{course.slug}-{slug_of(self.cleaned_data['title'])}")


class CopyForm(Form):
    """A copy of a run: its name and its first day, by which all dates move."""

    title = forms.CharField(label=_("Название нового потока"), max_length=150)
    starts = day_field(_("Когда начнётся"), help_text=_("Все даты сдвинутся на столько же дней."))
    code = forms.SlugField(label=_("Код в адресе"), required=False, max_length=40, help_text=_("Пусто — сделаем из названия."))

    def __init__(self, *args: Any, run: CourseRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run = run
        if run.starts is None:
            del self.fields["starts"]

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"], 150)

    def clean_starts(self) -> date:
        day = self.cleaned_data["starts"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Проверьте год."))
        return day

    def clean_code(self) -> str:
        return _free_of_screens(self.cleaned_data["code"])

    def facts(self) -> dict[str, Any]:
        """Arguments of the service."""
        said, run = self.cleaned_data, self.run
        moved = (said["starts"] - local(run.starts, run.zone).date()).days if run.starts else 0
        code = said["code"] or free_code(f"{run.course.page.slug}-{slug_of(said['title'])}")
        return {"code": code, "title": said["title"], "shift": timedelta(days=moved)}


class CancelForm(Form):
    reason = forms.CharField(
        label=_("Почему"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Эти слова прочтёт в письме каждый, кто записан."),
    )

    def clean_reason(self) -> str:
        return many_lines(self.cleaned_data["reason"]).strip()


class ShiftForm(Form):
    days = forms.IntegerField(
        label=_("На сколько дней"), min_value=-366, max_value=366, help_text=_("Позже — обычное число, раньше — с минусом: −7.")
    )
    run_too = forms.BooleanField(label=_("Сдвинуть и даты самого потока: начало, окончание, запись"), required=False)

    def clean_days(self) -> int:
        days = self.cleaned_data["days"]
        if not days:
            raise forms.ValidationError(_("Ноль ничего не сдвинет."))
        return days


def free_code(wanted: str) -> str:
    """A code that no run has yet."""
    base = wanted.strip("-")[:34].strip("-") or "potok"
    taken = set(CourseRun.objects.filter(code__startswith=base).values_list("code", flat=True))
    tried, number = base, 1
    while tried in taken or tried in WORDS_OF_SCREENS:
        number += 1
        tried = f"{base}-{number}"
    return tried


def _free_of_screens(code: str) -> str:
    code = code.lower()
    if code in WORDS_OF_SCREENS:
        raise forms.ValidationError(_("Это слово занято самим сайтом. Возьмите другое."))
    if code and CourseRun.objects.filter(code=code).exists():
        raise forms.ValidationError(_("Такой код уже есть у другого потока."))
    return code
