"""Consents signed on paper, written down by staff with the number and, if there is one, the scan (spec: platform §6)."""

from core import guard
from core.files import Checked
from people import consents
from people.models import Consent, ConsentScan, User
from people.rules import can_see_person
from people.services.participants import PersonRefused


@guard.act
def give_on_paper(person: User, purpose: str, *, number: str, scan: Checked | None, by: User) -> Consent:
    """Write a paper consent of a person of the own region. Raises PersonRefused; side effect: history the person reads."""
    if not can_see_person(by, person):
        raise PersonRefused
    consent = consents.give(purpose, person=person, source="paper", proof=number)
    if scan is not None:
        ConsentScan.objects.create(consent=consent, **scan.fields())
    return consent
