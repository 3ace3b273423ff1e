"""The text of event and internship pages: the catalogue's blocks, no own ones yet."""

from wagtail import blocks


def event_blocks() -> list[tuple[str, blocks.Block]]:
    """Blocks of the body."""
    return [("paragraph", blocks.RichTextBlock())]
