"""The form that asks: fields by kind, conditions decided when it comes back, answers ready to be stored."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.forms import EMPTY, UNCHOSEN, Form
from core.questions.conditions import asked
from core.questions.kinds import kind_of
from core.questions.question import Answer, Answers, Question

PREFIX = "q-"


class AnswersForm(Form):
    """`AnswersForm(questions, data, answers=…)`; after `is_valid()` the answers of what was asked are in `answers`."""

    def __init__(self, questions: Iterable[Question], *args: object, answers: Answers | None = None, **kwargs: object) -> None:
        self.questions = list(questions)
        kwargs.setdefault("initial", {PREFIX + key: value for key, value in (answers or {}).items()})
        super().__init__(*args, **kwargs)
        self.answers: dict[str, Answer] = {}
        texts = {one.key: one for one in self.questions}
        for one in self.questions:
            self.fields[PREFIX + one.key] = self.field_for(one, texts)

    def field_for(self, question: Question, others: dict[str, Question]) -> object:
        """The field with its words; required is checked by `clean`, when it is known what was asked."""
        field = kind_of(question).field(question)
        field.label, field.required = question.text, question.required
        field.widget.is_required = False
        field.help_text = " ".join(filter(None, [self.when(question, others), question.help]))
        if question.required and not field.error_messages.get("needed"):
            stock = field.error_messages["required"]
            own = {"one": UNCHOSEN, "scale": UNCHOSEN, "yes_no": UNCHOSEN, "several": UNCHOSEN}
            field.error_messages["needed"] = stock if question.kind == "agree" else own.get(question.kind, EMPTY)
        return field

    def when(self, question: Question, others: dict[str, Question]) -> str:
        """«Если на вопрос «…» вы ответили «…»»: read by whoever sees all questions at once."""
        if question.condition is None or question.condition.key not in others:
            return ""
        earlier = others[question.condition.key]
        choices = dict(kind_of(earlier).choices(earlier))
        said = "», «".join(choices.get(value, value) for value in question.condition.values)
        if earlier.kind == "agree":
            return _("Если отмечено «%(question)s».") % {"question": earlier.text}
        return _("Если на вопрос «%(question)s» вы ответили «%(answer)s».") % {"question": earlier.text, "answer": said}

    def _clean_fields(self) -> None:
        """Every field is read as if it were optional: what was not asked must not be demanded."""
        for one in self.questions:
            self.fields[PREFIX + one.key].required = False
        super()._clean_fields()
        for one in self.questions:
            self.fields[PREFIX + one.key].required = one.required

    def clean(self) -> dict:
        """Keep what was asked and answered, demand what was asked and required, forget the rest with its mistakes."""
        given = {one.key: self.stored(one) for one in self.questions}
        said = {key: value for key, value in given.items() if value is not None}
        shown = {one.key for one in asked(self.questions, said)}
        for one in self.questions:
            name = PREFIX + one.key
            if one.key not in shown:
                self._errors.pop(name, None)
                self.cleaned_data.pop(name, None)
            elif one.required and one.key not in said and name not in self._errors:
                self.add_error(name, self.fields[name].error_messages["needed"])
        self.answers = {key: value for key, value in said.items() if key in shown}
        return self.cleaned_data

    def stored(self, question: Question) -> Answer | None:
        """The answer as JSON, None if there is none."""
        value = self.cleaned_data.get(PREFIX + question.key)
        if value is None or value == "" or value == [] or value is False:
            return None
        return kind_of(question).store(value)
