"""The catalogue of blocks: one file per family, composed by the apps."""

from wagtail.blocks import Block

from core.blocks.files import FilesBlock
from core.blocks.links import ButtonsBlock
from core.blocks.notes import AccordionBlock, CalloutBlock, TermBlock
from core.blocks.pictures import PictureBlock
from core.blocks.tables import TableBlock
from core.blocks.text import HeadingBlock, ListBlock, ParagraphBlock, QuoteBlock

__all__ = [
    "AccordionBlock",
    "ButtonsBlock",
    "CalloutBlock",
    "FilesBlock",
    "HeadingBlock",
    "ListBlock",
    "ParagraphBlock",
    "PictureBlock",
    "QuoteBlock",
    "TableBlock",
    "TermBlock",
    "body_blocks",
]


def body_blocks() -> list[tuple[str, Block]]:
    """The blocks of an ordinary text, in the order of the menu."""
    return [
        ("paragraph", ParagraphBlock()),
        ("heading", HeadingBlock()),
        ("list", ListBlock()),
        ("quote", QuoteBlock()),
        ("callout", CalloutBlock()),
        ("term", TermBlock()),
        ("accordion", AccordionBlock()),
        ("table", TableBlock()),
        ("picture", PictureBlock()),
        ("files", FilesBlock()),
        ("buttons", ButtonsBlock()),
    ]
