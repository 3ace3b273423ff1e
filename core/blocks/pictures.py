"""Pictures with a text for those who do not see them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class PictureBlock(blocks.StructBlock):
    """A picture of the text's width, lazy and sized."""

    image = ImageBlock(label=_("Картинка"), required=True)
    caption = blocks.CharBlock(label=_("Подпись"), required=False, max_length=250)

    class Meta:
        label = _("Картинка")
        icon = "image"
        group = _("Картинки и файлы")
        description = _("Снимок или рисунок во всю ширину текста.")
        template = "blocks/picture.html"
        preview_value = {"caption": "Мост через речку построили за одно лето."}
