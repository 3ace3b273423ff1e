"""Which history rows have no words of their own."""

from core.models import Entry
from people.sources.words import said

NO_WORDS = "изменение записи"


def untold(entry: Entry) -> bool:
    """Whether the reader of this row would learn only that something changed."""
    return said(entry) == NO_WORDS
