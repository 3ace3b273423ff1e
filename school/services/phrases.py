"""A mentor's own ready phrases."""

from core import guard
from people.models import User
from school.models import ReadyPhrase

MOST = 50


@guard.act
def add_phrase(owner: User, text: str) -> bool:
    """Keep a phrase at the end of the own list; the same text twice is one. False when the list is full."""
    guard.hold(owner)
    rows = ReadyPhrase.objects.filter(owner=owner)
    if rows.filter(text=text).exists():
        return True
    if rows.count() >= MOST:
        return False
    last = rows.order_by("-position").values_list("position", flat=True).first() or 0
    ReadyPhrase.objects.create(owner=owner, text=text, position=last + 1)
    return True


@guard.act
def remove_phrase(owner: User, pk: int) -> None:
    """Take an own phrase away; a foreign or unknown one: nothing happens."""
    ReadyPhrase.objects.filter(owner=owner, pk=pk).delete()
