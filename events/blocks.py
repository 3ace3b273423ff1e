"""The text of event and internship pages: the catalogue's blocks, no own ones yet."""

from wagtail import blocks

from core.blocks import body_blocks


def event_blocks() -> list[tuple[str, blocks.Block]]:
    """Blocks of an event's page."""
    return body_blocks()
