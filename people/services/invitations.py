"""Inviting somebody who has e-mail: a letter with the way in, the same for known and unknown addresses (reliability §7)."""

from core import guard, history, limits
from core.contacts import masked
from core.links import new_id
from core.mail.queue import queue
from people.models import User
from people.rules import can_see_people
from people.services.participants import PersonRefused

PER_HOUR = 60


class TooMany(Exception):
    """Too many invitations within the hour."""


def invite(email: str, *, name: str, by: User) -> None:
    """Send one letter; nothing about the address is kept but the outbox row and a masked line in the history.

    One letter a day to one address, whoever asks. Raises PersonRefused, TooMany.
    """
    if not can_see_people(by):
        raise PersonRefused
    if not limits.allow("invite.by", str(by.pk), times=PER_HOUR, seconds=3600):
        raise TooMany
    if limits.allow("invite.to", email, times=1, seconds=24 * 3600):
        _send(email, name=name, by=by)


@guard.act
def _send(email: str, *, name: str, by: User) -> None:
    history.record(by, "invited", now={"email": masked(email)}, actor=by, audience=history.STAFF)
    scope = (by.region.code,) if by.region else ()
    data = {"name": name, "by": by.get_full_name()}
    queue("people.invited", by, to=email, key=f"people.invited:{new_id()}", scope=scope, data=data)
