"""Asking for a correction of an organisation's card and answering it (spec: civic A1, reliability §2)."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils import timezone

from core import guard, history, states
from core.contacts import Contact
from core.mail.queue import queue
from regions.models import CoordinatorScope, CorrectionRequest, Organisation
from regions.models.correction import CORRECTABLE
from regions.states import CORRECTION_MOVES


@guard.act
def ask_correction(
    organisation: Organisation, *, proposed: Mapping[str, str], text: str, contact: Contact, by: models.Model | None = None
) -> CorrectionRequest:
    """Keep what is asked and tell the region's coordinators; the same request sent twice is one row and one letter."""
    guard.hold(organisation)
    values = {
        "organisation": organisation,
        "proposed": {name: proposed[name] for name in CORRECTABLE if name in proposed},
        "text": text,
        "email": contact.email,
        "phone": contact.phone,
        "by": by,
    }
    correction, created = CorrectionRequest.objects.get_or_create(state=CorrectionRequest.State.NEW, **values)
    if created:
        history.record(organisation, "correction_asked", now=correction.proposed, actor=by)
        _tell_coordinators(correction)
    return correction


@guard.act
def apply_correction(correction: CorrectionRequest, values: Mapping[str, str], *, by: models.Model, answer: str = "") -> None:
    """Write the checked values into the card and tell whoever asked. Raises states.NotAllowed if it was answered already."""
    organisation = Organisation.objects.get(pk=correction.organisation_id)
    guard.hold(organisation)
    organisation.refresh_from_db()
    _decide(correction, CorrectionRequest.State.DONE, by=by, answer=answer)
    changed = {name: values[name] for name in CORRECTABLE if name in values and values[name] != getattr(organisation, name)}
    was = {name: getattr(organisation, name) for name in changed}
    for name, value in changed.items():
        setattr(organisation, name, value)
    if changed:
        organisation.save()
        history.record(organisation, "corrected", was=was, now=changed, actor=by, reason=answer)


@guard.act
def decline_correction(correction: CorrectionRequest, *, by: models.Model, answer: str) -> None:
    """Leave the card as it is and say why. Raises states.NotAllowed if it was answered already."""
    _decide(correction, CorrectionRequest.State.DECLINED, by=by, answer=answer)


def _decide(correction: CorrectionRequest, to: str, *, by: models.Model, answer: str) -> None:
    changes = {"answer": answer, "decided_at": timezone.now()}
    states.move(correction, to, moves=CORRECTION_MOVES, actor=by, field="state", reason=answer, **changes)
    if correction.email:
        queue(
            "regions.correction_decided",
            correction,
            to=correction.email,
            key=f"correction-decided:{correction.public_id}",
            person=correction.by,
            scope=(correction.organisation.region.code,),
            data={"id": correction.public_id},
        )


def _tell_coordinators(correction: CorrectionRequest) -> None:
    """Those of the region; the network's manager where there is none (spec: civic A8)."""
    region = correction.organisation.region
    scopes = CoordinatorScope.objects.filter(region=region, until__isnull=True, user__is_active=True).select_related("user")
    readers: dict[str, models.Model | None] = {scope.user.email: scope.user for scope in scopes if scope.user.email}
    readers = readers or {settings.NETWORK_PHONE[2]: None}
    for address, person in readers.items():
        queue(
            "regions.correction_asked",
            correction,
            to=address,
            key=f"correction-asked:{correction.public_id}:{person.pk if person else 'network'}",
            person=person,
            scope=(region.code,),
            data={"id": correction.public_id},
        )
