"""The form builder of the admin: one block per kind, conditions by the number of an earlier question (spec: events §1, §2)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.questions.kinds import KINDS, Kind, kind_of
from core.questions.question import Condition, Option, Question

GROUP = _("Вопросы")
CONDITIONAL = {"one", "several", "yes_no", "scale", "agree"}


class ShowIfBlock(blocks.StructBlock):
    """«Показать, если»: on which earlier answer the question hangs."""

    number = blocks.IntegerBlock(
        label=_("Номер вопроса выше"), required=False, min_value=1, help_text=_("Пусто — вопрос видят все.")
    )
    answers = blocks.TextBlock(
        label=_("Его ответы"), required=False, rows=2, help_text=_("По одному в строке, слово в слово, например «Да».")
    )

    class Meta:
        label = _("Показать, если")
        icon = "view"
        form_classname = "struct-block collapsed"


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    text = blocks.CharBlock(label=_("Вопрос"), max_length=300, help_text=_("Одна мысль, без канцелярита, на «вы»."))
    help = blocks.CharBlock(
        label=_("Подсказка"), required=False, max_length=300, help_text=_("Зачем спрашиваем или пример ответа.")
    )
    required = blocks.BooleanBlock(label=_("Обязательный"), required=False)

    def __init__(self, kind: Kind, local_blocks: Iterable = (), **kwargs: object) -> None:
        self.kind = kind
        super().__init__([*local_blocks, ("show_if", ShowIfBlock(required=False))], **kwargs)


class ChoiceQuestionBlock(QuestionBlock):
    """A question with a list of answers."""

    options = blocks.ListBlock(
        blocks.CharBlock(label=_("Ответ"), max_length=200), label=_("Ответы"), min_num=2, max_num=30, help_text=_("От двух.")
    )


class ScaleQuestionBlock(QuestionBlock):
    """1 to 5 with words at the ends."""

    low = blocks.CharBlock(label=_("Что значит 1"), required=False, max_length=60, help_text=_("Например «совсем нет»."))
    high = blocks.CharBlock(label=_("Что значит 5"), required=False, max_length=60, help_text=_("Например «полностью»."))


class QuestionsBlock(blocks.StreamBlock):
    """A whole form; conditions are checked when it is saved."""

    def __init__(self, kinds: Iterable[str] = (), **kwargs: object) -> None:
        super().__init__([(code, block_of(KINDS[code])) for code in kinds or KINDS], **kwargs)

    def clean(self, value: blocks.StreamValue, **kwargs: object) -> blocks.StreamValue:
        cleaned = super().clean(value, **kwargs)
        if errors := wrong_conditions(cleaned):
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return cleaned


def block_of(kind: Kind) -> QuestionBlock:
    """The block that edits a kind."""
    made = ChoiceQuestionBlock if kind.has_options else ScaleQuestionBlock if kind.code == "scale" else QuestionBlock
    preview = {"text": str(kind.label), "help": "", "required": False}
    if kind.has_options:
        preview["options"] = ["Первый ответ", "Второй ответ"]
    return made(
        kind,
        label=kind.label,
        icon=kind.icon,
        group=GROUP,
        description=format_lazy(_("Вопрос вида «{kind}»."), kind=kind.label),
        preview_value=preview,
        template="core/question_preview.html",
    )


def questions_of(value: Iterable | None) -> list[Question]:
    """The form as plain questions; keys are the blocks' own ids, which translations keep."""
    found: list[Question] = []
    for child in value or ():
        found.append(_question(child, found))
    return found


def wrong_conditions(value: Iterable) -> dict[int, ValidationError]:
    """Place in the form → what is wrong with its condition."""
    found: list[Question] = []
    errors = {}
    for place, child in enumerate(value):
        if problem := _problem(child.value["show_if"], found):
            inner = {"show_if": blocks.StructBlockValidationError(block_errors={"number": ValidationError(problem)})}
            errors[place] = blocks.StructBlockValidationError(block_errors=inner)
        found.append(_question(child, found))
    return errors


def _question(child: blocks.StreamValue.StreamChild, earlier: list[Question]) -> Question:
    value = child.value
    options = value["options"].bound_blocks if "options" in value else ()
    return Question(
        key=child.id,
        kind=child.block_type,
        text=value["text"],
        help=value["help"],
        required=value["required"],
        options=tuple(Option(one.id, one.value) for one in options),
        condition=_condition(value["show_if"], earlier),
        low=value.get("low") or "",
        high=value.get("high") or "",
    )


def _condition(show_if: dict, earlier: list[Question]) -> Condition | None:
    """None where there is no condition, or none that can be understood: the question is shown rather than lost."""
    number = show_if.get("number")
    if not number or number > len(earlier):
        return None
    values = _values(earlier[number - 1], show_if.get("answers") or "")
    return Condition(earlier[number - 1].key, values) if values else None


def _values(question: Question, text: str) -> tuple[str, ...]:
    if question.kind == "agree":
        return ("yes",)
    said = kind_of(question).choices(question)
    choices = {_folded(value if question.kind == "scale" else words): value for value, words in said}
    lines = [_folded(line) for line in text.splitlines() if line.strip()]
    return tuple(choices[line] for line in lines if line in choices)


def _folded(words: str) -> str:
    return words.strip(" «».").casefold()


def _problem(show_if: dict, earlier: list[Question]) -> str:
    number = show_if.get("number")
    if not number:
        return ""
    if number > len(earlier):
        return __("Укажите номер вопроса, который стоит выше.")
    question = earlier[number - 1]
    if question.kind not in CONDITIONAL:
        return __("Условие можно связать только с вопросом, где ответ выбирают.")
    lines = [line for line in (show_if.get("answers") or "").splitlines() if line.strip()]
    if question.kind != "agree" and (not lines or len(_values(question, "\n".join(lines))) < len(lines)):
        return __("В вопросе %(number)s нет такого ответа. Перепишите его слово в слово.") % {"number": number}
    return ""
