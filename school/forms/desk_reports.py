"""What reports ask: a day, by what, of which run; and to whom works are given."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from people.models import User
from school.forms.desk import look_of_filter
from school.models import CourseRun, Submission


class TotalsForm(Form):
    """«На дату»."""

    on = forms.DateField(label=_("На дату"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    by = forms.ChoiceField(
        label=_("Считать"), required=False, choices=[("region", _("по регионам")), ("organisation", _("по организациям"))]
    )
    run = forms.ModelChoiceField(CourseRun.objects.none(), label=_("Поток"), required=False, to_field_name="code")

    def __init__(self, *args: object, runs: QuerySet[CourseRun], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        look_of_filter(self)
        self.fields["run"].queryset = runs
        self.fields["run"].empty_label = _("Все потоки")
        self.fields["run"].label_from_instance = lambda run: f"{run.course.page.title}, {run.title}"

    def clean_on(self) -> object:
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(gettext("Этот день ещё не наступил."))
        return day


class HandOverForm(Form):
    """Which works, to whom, why."""

    works = forms.ModelMultipleChoiceField(
        Submission.objects.none(),
        to_field_name="public_id",
        label=_("Работы"),
        error_messages={"required": _("Отметьте хотя бы одну работу.")},
    )
    to = forms.ModelChoiceField(User.objects.none(), to_field_name="public_id", label=_("Кому передать"), empty_label=None)
    reason = forms.CharField(label=_("Причина"), max_length=300, help_text=_("Например: отпуск до 10 декабря."))

    def __init__(self, *args: object, works: QuerySet[Submission], takers: QuerySet[User], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["works"].queryset = works
        self.fields["to"].queryset = takers
