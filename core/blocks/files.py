"""Files with their kind and size."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class FilesBlock(blocks.StructBlock):
    """Files to take along: what each is, kind and size told before the tap."""

    heading = blocks.CharBlock(label=_("Заголовок"), required=False, max_length=100)
    files = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("document", DocumentChooserBlock(label=_("Файл"))),
                ("title", blocks.CharBlock(label=_("Подпись"), max_length=150, help_text=_("Что внутри: «Образец устава»."))),
            ],
            label=_("Файл"),
        ),
        label=_("Файлы"),
        min_num=1,
    )

    class Meta:
        label = _("Файлы")
        icon = "download"
        group = _("Картинки и файлы")
        description = _("Список файлов: вид и размер подставятся сами.")
        template = "blocks/files.html"
        preview_value = {"heading": "Готовые бумаги", "files": []}
