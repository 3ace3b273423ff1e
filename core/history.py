"""History: one append-only row per change of a person's record, per opening of contacts, per export (spec: platform §8)."""

from django.db import models

from core.models.history import AUDIT, PERSON, STAFF, Entry, about

__all__ = ["AUDIT", "PERSON", "STAFF", "Entry", "about", "record"]


def record(
    row: models.Model | tuple[str, str],
    verb: str,
    *,
    was: dict | None = None,
    now: dict | None = None,
    reason: str = "",
    actor: models.Model | None = None,
    person: models.Model | None = None,
    audience: str = STAFF,
) -> Entry:
    """Write one history row about `row` (or a ready (kind, key)) and return it.

    `verb` is a past-tense word of the app («confirmed»); `was`, `now` are JSON-ready; `person` is the user whose record it is;
    `audience`: PERSON (the person reads it too), STAFF, AUDIT (administrators only).
    """
    kind, key = row if isinstance(row, tuple) else about(row)
    return Entry.objects.create(
        kind=kind, key=key, verb=verb, was=was or {}, now=now or {}, reason=reason, actor=actor, person=person, audience=audience
    )
