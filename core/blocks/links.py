"""Buttons that lead somewhere."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.redirects import is_safe_link


class ButtonBlock(blocks.StructBlock):
    """A page of the site or an address; its words name the act."""

    text = blocks.CharBlock(label=_("Надпись"), max_length=80, help_text=_("Глаголом: «Записаться», «Спросить координатора»."))
    page = blocks.PageChooserBlock(label=_("Страница сайта"), required=False)
    address = blocks.CharBlock(
        label=_("Или адрес"), required=False, max_length=300, help_text=_("https://…, mailto:…, tel:… или /путь/.")
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not cleaned["page"] and not cleaned["address"]:
            message = _("Выберите страницу или впишите адрес.")
            raise blocks.StructBlockValidationError(block_errors={"page": ValidationError(message)})
        if cleaned["address"] and not is_safe_link(cleaned["address"]):
            message = _("Адрес должен начинаться с https://, mailto:, tel: или /.")
            raise blocks.StructBlockValidationError(block_errors={"address": ValidationError(message)})
        return cleaned

    class Meta:
        label = _("Кнопка")
        icon = "link"


class ButtonsBlock(blocks.StructBlock):
    """One to three buttons; the first is the main one."""

    items = blocks.ListBlock(ButtonBlock(), label=_("Кнопки"), min_num=1, max_num=3)

    class Meta:
        label = _("Кнопки")
        icon = "link"
        group = _("Действия")
        description = _("Одна-три кнопки, главная первой.")
        template = "blocks/buttons.html"
        preview_value = {"items": [{"text": "Спросить координатора", "address": "/regiony/"}]}
