"""Putting a letter into the outbox: part of the act that causes it."""

from datetime import datetime

from django.db import models

from core.history import about as about_of
from core.mail.kinds import kind_of
from core.models.letters import Letter


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
    language: str = "ru",
    zone: str = "Europe/Moscow",
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> Letter:
    """Write one letter of a registered kind into the outbox, inside the caller's act; the same key twice gives the first row.

    `to` may be empty: then the letter becomes a call row. `scope`: words by which desks find it (a region's code, «event:…»).
    Raises KeyError for an unknown kind.
    """
    registered = kind_of(kind)
    if registered is None:
        raise KeyError(kind)
    about_kind, about_key = about_of(about) if about is not None else ("", "")
    row, _created = Letter.objects.get_or_create(
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
            "urgency": registered.urgency,
            "secret": registered.secret,
            "language": language,
            "zone": zone,
            "not_before": not_before,
            "expires_at": expires_at,
        },
    )
    return row
