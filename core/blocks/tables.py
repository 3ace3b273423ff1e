"""Tables whose cells are plain words."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.text import GROUP


class TableBlock(blocks.StructBlock):
    """A small table: a head and rows of the same width; on a phone it scrolls in itself."""

    caption = blocks.CharBlock(
        label=_("Подпись"), max_length=200, help_text=_("О чём таблица: её прочтёт программа для незрячих.")
    )
    head = blocks.ListBlock(
        blocks.CharBlock(label=_("Столбец"), required=False, max_length=120), label=_("Столбцы"), min_num=2, max_num=6
    )
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(label=_("Ячейка"), required=False, max_length=300), label=_("Строка")),
        label=_("Строки"),
        min_num=1,
        max_num=60,
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if any(len(row) != len(cleaned["head"]) for row in cleaned["rows"]):
            message = _("В каждой строке должно быть столько ячеек, сколько столбцов: %(count)s.") % {
                "count": len(cleaned["head"])
            }
            raise blocks.StructBlockValidationError(block_errors={"rows": ValidationError(message)})
        return cleaned

    class Meta:
        label = _("Таблица")
        icon = "table"
        group = GROUP
        description = _("Небольшая таблица со строками и столбцами.")
        template = "blocks/table.html"
        preview_value = {
            "caption": "Сколько стоит",
            "head": ["Что", "Рублей"],
            "rows": [["Доска", "98 000"], ["Крепёж", "46 200"]],
        }
