"""Consents: each purpose a document, a tick and a row of its own; given and withdrawn, never changed (spec: platform §6)."""

from django.db import models
from django.utils.translation import get_language

from core import history
from core.models.history import about as about_of
from people.models import Consent, ConsentDocument, ConsentWithdrawal, User


class NoDocument(LookupError):
    """No text of this purpose is published, so nobody can agree to it."""


def current(purpose: str, locale: str | None = None) -> ConsentDocument | None:
    """The published text of a purpose in force, in the language of the page or in Russian; None if there is none."""
    return ConsentDocument.objects.current(purpose, locale or get_language() or "ru")


def give(
    purpose: str,
    *,
    person: User | None = None,
    address: str = "",
    about: models.Model | None = None,
    source: str = "web",
    ip: str | None = None,
    proof: str = "",
) -> Consent:
    """Write that a person (or, for a guest, an address) agreed to the current text; call inside an act.

    `about`: the row it was given for. Raises NoDocument. Side effect: a history row the person can read.
    """
    document = current(purpose)
    if document is None:
        raise NoDocument(purpose)
    about_kind, about_key = about_of(about) if about is not None else ("", "")
    consent = Consent.objects.create(
        document=document,
        person=person,
        address="" if person else address,
        about_kind=about_kind,
        about_key=about_key,
        source=source,
        ip=ip,
        proof=proof,
    )
    if person is not None:
        history.record(
            consent,
            "consent_given",
            now={"purpose": purpose, "version": document.version},
            person=person,
            audience=history.PERSON,
        )
    return consent


def withdraw(consent: Consent, by: User | None) -> ConsentWithdrawal:
    """Withdraw a consent; the second time gives the first withdrawal. Call inside an act. What follows: `people.withdrawals`."""
    withdrawal, new = ConsentWithdrawal.objects.get_or_create(consent=consent, defaults={"by": by})
    if new:
        history.record(
            consent,
            "consent_withdrawn",
            was={"purpose": consent.document.purpose, "version": consent.document.version},
            actor=by,
            person=consent.person,
            audience=history.PERSON,
        )
    return withdrawal


def standing(person: User, purpose: str | None = None) -> models.QuerySet[Consent]:
    """The person's consents that were not withdrawn, newest first."""
    rows = Consent.objects.filter(person=person, withdrawal__isnull=True).select_related("document").order_by("-given_at", "-pk")
    return rows.filter(document__purpose=purpose) if purpose else rows


def has(person: User | None, purpose: str) -> bool:
    """Whether the person agreed to the text in force; a new version asks again at the next act."""
    document = current(purpose)
    if person is None or document is None:
        return False
    return standing(person, purpose).filter(document__version__gte=document.version).exists()
