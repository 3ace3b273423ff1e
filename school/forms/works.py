"""The form of a work, of one file and of a request for time."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.plurals import spaced
from school.forms.reasons import ReasonForm
from school.models import AssignmentPage
from school.services.works import Written

LONGEST_WISH = timedelta(days=180)


class WorkForm(Form):
    """Text, link, checklist: what the assignment takes. Lengths are judged only when the work is to be sent."""

    text = forms.CharField(label=_("Текст работы"), required=False, widget=forms.Textarea(attrs={"rows": 12}))
    link = forms.URLField(
        label=_("Ссылка"), required=False, max_length=500, assume_scheme="https", help_text=_("Адрес, по которому откроет любой.")
    )
    checklist = forms.MultipleChoiceField(
        label=_("Проверьте перед отправкой"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, page: AssignmentPage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        points = [(str(child.id), str(child.value)) for child in page.checklist]
        self.fields["checklist"].choices = points
        self.fields["text"].help_text = _length_hint(page)
        for name, taken in (("text", page.accepts_text), ("link", page.accepts_link), ("checklist", bool(points))):
            if not taken:
                del self.fields[name]

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].strip()
        if len(text) > self.page.max_length:
            words = {"now": len(text), "limit": self.page.max_length}
            raise forms.ValidationError(gettext("Сейчас %(now)s знаков, можно до %(limit)s. Сократите немного.") % words)
        if text and self.page.min_length and len(text) < self.page.min_length:
            words = {"now": len(text), "limit": self.page.min_length}
            raise forms.ValidationError(gettext("Сейчас %(now)s знаков, нужно хотя бы %(limit)s.") % words)
        return text

    @property
    def written(self) -> Written:
        """What was typed, for the service; call after `is_valid`."""
        said = self.cleaned_data
        return Written(said.get("text", ""), said.get("link", ""), said.get("checklist", []))


class FileForm(Form):
    """One file at a time: a broken link spoils one file only."""

    file = forms.FileField(
        label=_("Файл"), help_text=_("По одному: так надёжнее на слабой связи."), error_messages={"required": _("Выберите файл.")}
    )


class TimeForm(ReasonForm):
    """«Попросить время»: why, until which day, or one more attempt."""

    until = forms.DateField(label=_("До какого дня"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    attempt = forms.BooleanField(label=_("Нужна ещё одна попытка"), required=False)

    def __init__(self, *args: object, is_quiz: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not is_quiz:
            del self.fields["attempt"]

    def clean_until(self) -> object:
        day = self.cleaned_data["until"]
        today = timezone.localdate()
        if day and not today < day <= today + LONGEST_WISH:
            raise forms.ValidationError(gettext("Назовите день в будущем, не дальше полугода."))
        return day

    def clean(self) -> dict:
        said = super().clean()
        if "attempt" in self.fields and not said.get("attempt") and not said.get("until") and not self.errors:
            self.add_error("until", gettext("Назовите день или отметьте, что нужна попытка."))
        elif "attempt" not in self.fields and not said.get("until") and not self.errors:
            self.add_error("until", gettext("Назовите день, к которому успеете."))
        return said


def _length_hint(page: AssignmentPage) -> str:
    words = {"least": spaced(page.min_length), "most": spaced(page.max_length)}
    if page.min_length:
        return gettext("От %(least)s до %(most)s знаков.") % words
    return gettext("До %(most)s знаков.") % words
