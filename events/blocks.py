"""The text of event and internship pages: the catalogue's blocks, no own ones yet."""

from wagtail.blocks import Block

from core.blocks import body_blocks


def event_blocks() -> list[tuple[str, Block]]:
    """Blocks of the body."""
    return body_blocks()
