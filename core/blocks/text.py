"""Plain text: paragraphs, headings, lists, quotes."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

GROUP = _("Текст")
FEATURES = ["bold", "italic", "link", "document-link", "ul", "ol"]


class ParagraphBlock(blocks.RichTextBlock):
    """One or several paragraphs."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**({"features": FEATURES} | kwargs))

    class Meta:
        label = _("Абзац")
        icon = "pilcrow"
        group = GROUP
        description = _("Обычный текст: абзацы, выделение, ссылки.")
        template = "blocks/paragraph.html"
        preview_value = "<p>Денег в деревне обычно мало, а ресурсов — много.</p>"


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level; the page's title is the first."""

    class Meta:
        label = _("Подзаголовок")
        icon = "title"
        group = GROUP
        description = _("Делит длинный текст на части; по подзаголовкам читают с телефона.")
        template = "blocks/heading.html"
        preview_value = "С чего начать"


class ListBlock(blocks.StructBlock):
    """Short items, numbered or not."""

    ordered = blocks.BooleanBlock(label=_("С номерами"), required=False, help_text=_("Отметьте, если порядок важен."))
    items = blocks.ListBlock(blocks.CharBlock(label=_("Пункт"), max_length=500), label=_("Пункты"), min_num=1)

    class Meta:
        label = _("Список")
        icon = "list-ul"
        group = GROUP
        description = _("Короткие пункты, с номерами или без.")
        template = "blocks/list.html"
        preview_value = {"ordered": False, "items": ["Люди и умения", "Места и вещи", "Связи и деньги"]}


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Слова"), help_text=_("Без кавычек: они не нужны."))
    author = blocks.CharBlock(label=_("Чьи слова"), required=False, max_length=150)

    class Meta:
        label = _("Цитата")
        icon = "openquote"
        group = GROUP
        description = _("Живые слова человека, крупно.")
        template = "blocks/quote.html"
        preview_value = {
            "text": "Мост — это полдела. Главное, мы увидели, что умеем договариваться.",
            "author": "староста деревни",
        }
