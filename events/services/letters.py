"""Queueing the letters of registrations: kind and row here, the words in `events.emails`."""

from django.utils.translation import get_language

from core.history import Entry
from core.mail.queue import queue
from core.models import Letter
from events.models import Registration


def tell(registration: Registration, kind: str, entry: Entry, **data: object) -> Letter:
    """Put one letter about a registration into the outbox, inside the act; one letter per history row.

    Without an address the row becomes a call; `data` carries what the call needs and what only this letter knows.
    """
    event = registration.event
    scope = (*event.scope, *([registration.region.code] if registration.region else []))
    return queue(
        f"events.{kind}",
        registration,
        to=registration.email,
        key=f"events.{kind}:{registration.public_id}:{entry.pk}",
        person=registration.person,
        scope=scope,
        data={"name": registration.full_name, "phone": registration.phone, **data},
        reply_to=event.contact_email,
        language=get_language() or "ru",
        zone=registration.region.zone if registration.region else event.zone,
    )
