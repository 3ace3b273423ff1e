"""Putting a letter into the outbox: part of the act that causes it."""

from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from core.history import about as about_of
from core.mail.kinds import Kind, kind_of
from core.mail.tasks import send_letters
from core.models.letters import Letter, LetterState, Urgency


def queue(
    kind: str,
    about: models.Model | None = None,
    *,
    to: str,
    key: str,
    person: models.Model | None = None,
    scope: tuple[str, ...] = (),
    data: dict | None = None,
    reply_to: str = "",
    language: str = "",
    zone: str = "",
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> Letter:
    """Write one letter of a registered kind into the outbox, inside the caller's act; the same key twice gives the first row.

    `to` may be empty: then the letter becomes a call row. `scope`: words by which desks find it (a region's code, «event:…»).
    Language and zone are the person's own where not given. Mass letters are held ten minutes, so that they can be stopped.
    Raises KeyError for an unknown kind.
    """
    registered = kind_of(kind)
    if registered is None:
        raise KeyError(kind)
    about_kind, about_key = about_of(about) if about is not None else ("", "")
    row, created = Letter.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "about_kind": about_kind,
            "about_key": about_key,
            "scope": f" {' '.join(scope)} " if scope else "",
            "data": data or {},
            "to": to,
            "person": person,
            "reply_to": reply_to,
            "language": language or getattr(person, "letter_language", "") or "ru",
            "zone": zone or getattr(person, "zone", "") or "Europe/Moscow",
            "not_before": not_before,
            "expires_at": expires_at,
        }
        | _manner(registered),
    )
    if created and to and row.state == LetterState.QUEUED and (not_before is None or not_before <= timezone.now()):
        transaction.on_commit(send_letters.enqueue, robust=True)
    return row


def _manner(kind: Kind) -> dict:
    state = LetterState.HELD if kind.urgency == Urgency.MASS else LetterState.QUEUED
    return {"urgency": kind.urgency, "secret": kind.secret, "state": state}
