"""Forms of certificates: the learner's spelling of the name, the desk's corrections and reasons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.papers.numbers import read
from core.plain import one_line
from core.search.words import fold
from school.models import Course
from school.models.certificate import Certificate, CertificateQuerySet, NameRequest
from school.models.study_paper import StudyPaper
from school.services.wording import Names


class NameForm(Form):
    """A name as it should stand on the paper, in the nominative."""

    surname = forms.CharField(label=_("Фамилия"), max_length=100)
    name = forms.CharField(label=_("Имя"), max_length=100)
    patronymic = forms.CharField(
        label=_("Отчество"), max_length=100, required=False, help_text=_("Оставьте пустым, если отчества нет.")
    )

    def names(self) -> Names:
        """The cleaned name without stray spaces and signs nobody sees."""
        return Names(*(one_line(self.cleaned_data[key], 100) for key in ("surname", "name", "patronymic")))


class CorrectionForm(NameForm):
    """«Попросить исправить»."""

    note = forms.CharField(
        label=_("Пояснение"),
        help_text=_("Если нужно: что перепутано, по какому документу писать."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReissueForm(NameForm):
    """The desk corrects a name."""

    reason = forms.CharField(
        label=_("Почему исправляем"), help_text=_("Прочтёт слушатель: «опечатка в отчестве»."), max_length=300
    )


class WhyForm(Form):
    """A reason the learner reads."""

    reason = forms.CharField(
        label=_("Причина"),
        help_text=_("Её прочтёт слушатель: напишите так, как сказали бы по телефону."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class EmployerForm(Form):
    """For whom the letter or the справка is."""

    to = forms.CharField(
        label=_("Кому"),
        help_text=_("Как написать на бумаге: «В администрацию Верхнеключевского сельсовета». Можно оставить пустым."),
        max_length=StudyPaper.TO_LIMIT,
        required=False,
    )

    def clean_to(self) -> str:
        return one_line(self.cleaned_data["to"], StudyPaper.TO_LIMIT)


class FindForm(Form):
    """The filter of the desk's list."""

    q = forms.CharField(label=_("Номер или фамилия"), max_length=100, required=False)
    course = forms.ModelChoiceField(label=_("Курс"), queryset=None, required=False, empty_label=_("Все курсы"))
    state = forms.ChoiceField(
        label=_("Состояние"),
        required=False,
        choices=[("", _("Любое")), ("valid", _("Действуют")), ("asked", _("Просят исправить")), ("revoked", _("Отозваны"))],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "in"
        self.fields["course"].queryset = Course.objects.select_related("page").order_by("page__title")

    def chosen(self) -> CertificateQuerySet:
        """Certificates as asked; wrong words in the address cut nothing."""
        rows = Certificate.objects.for_desk()
        said = self.cleaned_data if self.is_valid() else {}
        if said.get("q"):
            number = read(said["q"])
            by_name = rows.filter(enrolment__user__sort_name__startswith=fold(said["q"]))
            rows = rows.filter(number=number) if number else by_name
        if said.get("course"):
            rows = rows.filter(enrolment__course=said["course"])
        if said.get("state") == "asked":
            return rows.filter(requests__state=NameRequest.State.OPEN)
        return rows.filter(revoked_at__isnull=said["state"] == "valid") if said.get("state") else rows
