"""Putting a page of the demo under its parent, once."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from wagtail.models import Page

from home.loading.source import days_ago


def place(parent: Page, page: Page, *, ago: int = 0) -> Page:
    """Add and publish a page unless one of its slug is there; returns the live page. `ago`: days since its first publication."""
    found = parent.get_children().filter(slug=page.slug).first()
    if found:
        return found.specific
    parent.add_child(instance=page)
    page.save_revision().publish()
    if ago:
        type(page).objects.filter(pk=page.pk).update(first_published_at=days_ago(ago))
    parent.refresh_from_db()
    return page


def key_of(kind: str, row: dict[str, Any]) -> UUID:
    """The key that a page of the demo shares with its facts: the same each time, whatever was broken off half-way."""
    return uuid5(NAMESPACE_URL, f"demo:{kind}:{row['slug']}")
