"""The author's form of a question, by kind: common fields, fields of the kind, rows of answers; works without scripts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

from core.forms import Form
from core.models import Picture
from core.plain import many_lines, one_line
from school.forms.bank_rows import FEWEST_ROWS, MOST_ROWS, ROWS, SPARE_ROWS, Ids, ids_in
from school.models import Question, QuestionCategory, QuestionVersion
from school.questions import KINDS
from school.questions.free_text import LINES
from school.services.bank import QuestionFacts


class QuestionForm(Form):
    """What all kinds share."""

    category = forms.ModelChoiceField(
        QuestionCategory.objects.select_related("bank").filter(bank__archived=False),
        label=_("Категория"),
        empty_label=_("Выберите"),
    )
    title = forms.CharField(
        label=_("Название"),
        required=False,
        max_length=250,
        help_text=_("Для вас, слушатель его не видит. Пусто — первые слова вопроса."),
    )
    text = forms.CharField(label=_("Вопрос"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    picture = forms.ModelChoiceField(Picture.objects.all(), label=_("Картинка"), required=False, widget=AdminImageChooser)
    picture_alt = forms.CharField(
        label=_("Что на картинке"),
        required=False,
        max_length=250,
        help_text=_("Услышит тот, кто не видит картинку. Ответ не подсказывайте."),
    )
    explanation = forms.CharField(
        label=_("Объяснение"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Покажем после теста: почему так."),
    )
    tags = forms.CharField(
        label=_("Метки"), required=False, max_length=500, help_text=_("Через запятую. По меткам тест выбирает вопросы категории.")
    )

    def clean_text(self) -> str:
        return many_lines(self.cleaned_data["text"]).strip()

    def clean_explanation(self) -> str:
        return many_lines(self.cleaned_data["explanation"]).strip()

    def clean_tags(self) -> list[str]:
        names = [one_line(name, 60) for name in self.cleaned_data["tags"].split(",")]
        return list(dict.fromkeys(filter(None, names)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("picture") and not cleaned.get("picture_alt"):
            self.add_error("picture_alt", _("Опишите картинку словами: её увидят не все."))
        return cleaned


class MultipleFields(Form):
    partial = forms.BooleanField(
        label=_("Засчитывать часть"),
        required=False,
        help_text=_("Складывать веса отмеченных ответов. Без отметки — всё или ничего."),
    )


class TruthFields(Form):
    right = forms.ChoiceField(
        label=_("Утверждение"), choices=[("true", _("верно")), ("false", _("неверно"))], widget=forms.RadioSelect
    )
    remark_true = forms.CharField(label=_("Замечание ответившему «верно»"), required=False, max_length=1000)
    remark_false = forms.CharField(label=_("Замечание ответившему «неверно»"), required=False, max_length=1000)


class FreeTextFields(Form):
    lines = forms.IntegerField(label=_("Высота поля, строк"), min_value=2, max_value=30, initial=LINES)
    guide = forms.CharField(
        label=_("На что смотреть"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Для наставника, слушатель этого не видит."),
    )


EXTRA: dict[str, type[Form]] = {"multiple": MultipleFields, "true_false": TruthFields, "free_text": FreeTextFields}


class QuestionEditor:
    """The whole screen: common form, fields of the kind, rows. `version` is what is edited, None for a new question."""

    def __init__(self, kind: str, posted: Mapping | None = None, version: QuestionVersion | None = None, **initial: Any) -> None:
        self.kind, self.version, self.posted = kind, version, posted
        self.data = version.data if version else {}
        self.form = QuestionForm(posted, initial=_common(version) | initial)
        extra = EXTRA.get(kind)
        self.extra = extra(posted, initial=_of_kind(kind, self.data) if version else None, prefix="kind") if extra else None
        self.problems: list[str] = []

    @cached_property
    def rows(self) -> forms.BaseFormSet | None:
        """Rows of answers, some empty ones at the end; «Ещё строки» asks for more."""
        if self.kind not in ROWS:
            return None
        split = ROWS[self.kind].split(self.data)
        spare = max(SPARE_ROWS, FEWEST_ROWS - len(split))
        made = forms.formset_factory(ROWS[self.kind].form, extra=spare, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
        # No initial rows beside posted ones: a row typed as it was would count as unchanged and be left out.
        return made(self.posted, initial=split if self.posted is None else None, prefix="rows")

    @property
    def wants_more(self) -> bool:
        """Whether the author asked for more rows instead of saving."""
        return bool(self.posted and "more" in self.posted)

    def with_more_rows(self) -> "QuestionEditor":
        """The same, as typed, with four more rows."""
        posted = self.posted.copy()
        total = posted.get("rows-TOTAL_FORMS", "")
        known = int(total) if total.isascii() and total.isdigit() and len(total) < 4 else 0
        posted["rows-TOTAL_FORMS"] = str(min(known + 4, MOST_ROWS))
        return QuestionEditor(self.kind, posted, self.version)

    def is_valid(self) -> bool:
        """Whether everything fits; what is wrong with the answers as a whole is in `problems`."""
        parts = [part for part in (self.form, self.extra, self.rows) if part is not None]
        fits = [part.is_valid() for part in parts]  # all of them, so that every mistake is told at once
        if not all(fits):
            return False
        self.problems = KINDS[self.kind].validate(self.answers())
        return not self.problems

    def answers(self) -> dict[str, Any]:
        """The data of the question."""
        data: dict[str, Any] = {}
        if self.rows is not None:
            filled = [row for row in self.rows if row.said]
            data = ROWS[self.kind].join(filled, Ids(ids_in(self.data)))
        if self.kind == "true_false":
            said = self.extra.cleaned_data
            remarks = {"true": said["remark_true"], "false": said["remark_false"]}
            return {"right": said["right"] == "true", "remarks": {code: text for code, text in remarks.items() if text}}
        return data | (self.extra.cleaned_data if self.extra else {})

    def facts(self) -> QuestionFacts:
        """What to save."""
        said = self.form.cleaned_data
        names = ("category", "text", "explanation", "picture", "picture_alt", "tags")
        title = one_line(said["title"] or said["text"], 250 if said["title"] else 80)
        return QuestionFacts(title=title, data=self.answers(), **{name: said[name] for name in names})

    def draft(self) -> QuestionVersion:
        """An unsaved version of what is typed."""
        facts = self.facts()
        question = Question(kind=self.kind, title=facts.title, category=facts.category)
        return QuestionVersion(question=question, number=0, **facts.of_version())


def _common(version: QuestionVersion | None) -> dict[str, Any]:
    if version is None:
        return {}
    names = ("text", "picture", "picture_alt", "explanation")
    question = version.question
    tags = ", ".join(question.tags.values_list("name", flat=True))
    return {name: getattr(version, name) for name in names} | {
        "category": question.category_id,
        "title": question.title,
        "tags": tags,
    }


def _of_kind(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    if kind == "true_false":
        remarks = data.get("remarks", {})
        right = "true" if data["right"] else "false"
        return {"right": right, "remark_true": remarks.get("true", ""), "remark_false": remarks.get("false", "")}
    return dict(data)
