"""What stands out of the text: callouts, folded answers, explained words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.text import GROUP

TONES = [("note", _("пояснение")), ("example", _("пример")), ("warning", _("осторожно"))]


class CalloutBlock(blocks.StructBlock):
    """A coloured note: an explanation, an example, a warning."""

    tone = blocks.ChoiceBlock(label=_("О чём"), choices=TONES, default="note")
    title = blocks.CharBlock(label=_("Заголовок"), required=False, max_length=120)
    text = blocks.TextBlock(label=_("Текст"))

    class Meta:
        label = _("Плашка")
        icon = "info-circle"
        group = GROUP
        description = _("Пояснение, пример или предостережение на цветном поле.")
        template = "blocks/callout.html"
        preview_value = {"tone": "example", "title": "Пример", "text": "Десять соседей красили забор по четыре часа."}


class AccordionBlock(blocks.StructBlock):
    """Folded answers that open one by one."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Вопрос"), max_length=200)),
                ("text", blocks.TextBlock(label=_("Ответ"))),
            ],
            label=_("Вопрос и ответ"),
        ),
        label=_("Вопросы"),
        min_num=1,
    )

    class Meta:
        label = _("Вопросы и ответы")
        icon = "list-ol"
        group = GROUP
        description = _("Ответ открывается по нажатию; без сценариев тоже.")
        template = "blocks/accordion.html"
        preview_value = {"items": [{"title": "Нужна ли почта?", "text": "Нет, хватит телефона."}]}


class TermBlock(blocks.StructBlock):
    """A word that needs explaining, with its meaning under a tap."""

    word = blocks.CharBlock(label=_("Слово"), max_length=80)
    meaning = blocks.TextBlock(label=_("Что значит"), help_text=_("Одно-два предложения простыми словами."))

    class Meta:
        label = _("Слово с пояснением")
        icon = "help"
        group = GROUP
        description = _("Непривычное слово открывается на месте.")
        template = "blocks/term.html"
        preview_value = {"word": "Попечитель", "meaning": "Человек, который следит, чтобы деньги фонда шли на то, что обещано."}
