"""Kinds of questions. `core` has those every form needs; apps above register their own (a region, a file) with `register`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from core import contacts
from core.questions.numbers import NumberField
from core.questions.question import Answer, Question

COUNTS, NUMBERS, TEXTS = "counts", "numbers", "texts"
SELECT_FROM = 8  # longer lists become a menu
SCALE = range(1, 6)


@dataclass(frozen=True)
class Kind:
    """One kind: the field that asks, the JSON that is stored, the words that are shown, how many answers are summed up.

    `sums`: COUNTS by choice, NUMBERS with an average (a scale has both), TEXTS one under the other.
    """

    code: str
    label: str | Promise
    field: Callable[[Question], forms.Field]
    store: Callable[[object], Answer]
    show: Callable[[Question, Answer], str]
    sums: str = TEXTS
    choices: Callable[[Question], list[tuple[str, str]]] = lambda _question: []
    has_options: bool = False
    icon: str = "help"


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind, from the module of an app that is imported before its forms; the same code again replaces it."""
    KINDS[kind.code] = kind
    return kind


def kind_of(question: Question) -> Kind:
    """The kind of a question. Raises KeyError for a code nobody has registered."""
    return KINDS[question.kind]


def short(question: Question) -> forms.Field:
    return forms.CharField(max_length=300)


def long(question: Question) -> forms.Field:
    return forms.CharField(max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))


def one(question: Question) -> forms.Field:
    choices = kind_of(question).choices(question)
    if len(choices) < SELECT_FROM:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
    return forms.ChoiceField(choices=[("", __("Выберите")), *choices])


def several(question: Question) -> forms.Field:
    return forms.MultipleChoiceField(choices=kind_of(question).choices(question), widget=forms.CheckboxSelectMultiple)


def day(question: Question) -> forms.Field:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    wrong = {"invalid": _("Напишите дату так: 12.03.2027.")}
    return forms.DateField(input_formats=["%Y-%m-%d", "%d.%m.%Y"], widget=widget, error_messages=wrong)


def agreed(question: Question) -> forms.Field:
    return forms.BooleanField(error_messages={"required": _("Без этой отметки отправить нельзя.")})


def offered(question: Question) -> list[tuple[str, str]]:
    return [(option.value, option.text) for option in question.options]


def yes_no(question: Question | None = None) -> list[tuple[str, str]]:
    return [("yes", __("Да")), ("no", __("Нет"))]


def steps(question: Question) -> list[tuple[str, str]]:
    """1 to 5, the ends with their words."""
    ends = {1: question.low, 5: question.high}
    return [(str(step), f"{step} — {ends[step]}" if ends.get(step) else str(step)) for step in SCALE]


def chosen(question: Question, answer: Answer) -> str:
    """The words of what was chosen, several by commas."""
    words = dict(kind_of(question).choices(question))
    return ", ".join(words.get(str(value), question.words(value)) for value in (answer if isinstance(answer, list) else [answer]))


def plain(question: Question, answer: Answer) -> str:
    return str(answer)


def as_it_is(value: Any) -> Answer:
    return value


def counted(question: Question, answer: Answer) -> str:
    return formats.number_format(answer, use_l10n=True)


def dated(question: Question, answer: Answer) -> str:
    return formats.date_format(date.fromisoformat(str(answer)), "d.m.Y")


class AddressField(forms.CharField):
    """E-mail or phone in one spelling."""

    def __init__(self, clean: Callable[[str], str], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.spelling = clean

    def clean(self, value: object) -> str:
        text = super().clean(value)
        return self.spelling(text) if text else ""


def email(question: Question) -> forms.Field:
    attrs = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
    return AddressField(contacts.email, max_length=254, widget=forms.TextInput(attrs=attrs))


def phone(question: Question) -> forms.Field:
    attrs = {"autocomplete": "tel", "inputmode": "tel", "type": "tel"}
    return AddressField(contacts.phone, max_length=40, widget=forms.TextInput(attrs=attrs))


def link(question: Question) -> forms.Field:
    wrong = {"invalid": _("Нужен адрес страницы, например https://vk.com/nash_fond.")}
    return forms.URLField(max_length=500, assume_scheme="https", error_messages=wrong)


register(Kind("short", _("Короткий ответ"), short, str, plain, icon="edit"))
register(Kind("long", _("Развёрнутый ответ"), long, str, plain, icon="pilcrow"))
register(Kind("one", _("Один из списка"), one, str, chosen, COUNTS, offered, has_options=True, icon="list-ul"))
register(Kind("several", _("Несколько из списка"), several, list, chosen, COUNTS, offered, has_options=True, icon="list-ul"))
register(Kind("yes_no", _("Да или нет"), one, str, chosen, COUNTS, yes_no, icon="check"))
register(Kind("number", _("Число"), lambda _question: NumberField(), as_it_is, counted, NUMBERS, icon="order"))
register(Kind("date", _("Дата"), day, lambda value: value.isoformat(), dated, icon="date"))
register(Kind("scale", _("Шкала от 1 до 5"), one, int, chosen, NUMBERS, steps, icon="order"))
register(Kind("agree", _("Отметка «согласен»"), agreed, bool, lambda _question, _answer: __("Да"), COUNTS, icon="tick"))
register(Kind("email", _("Почта"), email, str, plain, icon="mail"))
register(Kind("phone", _("Телефон"), phone, str, plain, icon="comment"))
register(Kind("link", _("Ссылка"), link, str, plain, icon="link"))
