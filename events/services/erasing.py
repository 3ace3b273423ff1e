"""Erasing a person from an entry, and withdrawing the consent it stands on (spec: events §2, §4)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import guard, history
from core.models import Letter
from events.models import Event, Registration
from events.services.change import cancel_inside
from events.services.line import offer_freed
from events.states import TAKES_PLACE, Status
from people import consents, withdrawals
from people.models import Consent, Purpose

ERASED = {"surname": "—", "name": "—", "patronymic": "", "sort_name": "", "email": "", "phone": "", "organisation_name": ""}


@guard.act
def erase_registration(row: Registration) -> None:
    """Names and addresses go from the entry, its letters and its history; region, option and state stay as counts."""
    guard.hold(Event(pk=row.event_id))
    ended = {"status": Status.CANCELLED, "queue_key": None} if row.is_active and not row.event.is_past(timezone.now()) else {}
    freed = bool(ended) and row.status in TAKES_PLACE
    Registration.objects.filter(pk=row.pk).update(
        person=None, organisation=None, organisation_key="", erased_at=timezone.now(), **ERASED, **ended
    )
    kind, key = history.about(row)
    Letter.objects.filter(about_kind=kind, about_key=key).update(to="", subject="", text="", html="", data={}, attachments=[])
    history.Entry.objects.filter(kind=kind, key=key).update(was={}, now={}, reason="")
    history.record(row, "erased")
    if freed:
        offer_freed(row.event)


def withdraw_and_erase(row: Registration) -> None:
    """A guest takes the consent back by the link: the coming entry is cancelled, the person is erased from it."""
    _withdraw(row)
    erase_registration(Registration.objects.select_related("event").get(pk=row.pk))


def cancel_on_withdrawal(consent: Consent) -> None:
    """Inside the act of `people`: the coming entry that stood on this consent is cancelled."""
    kind, _dot, _name = consent.about_kind.partition(".")
    row = Registration.objects.select_related("event").filter(public_id=consent.about_key).first() if kind == "events" else None
    if row is not None and row.is_active and not row.event.is_past(timezone.now()):
        cancel_inside(row, reason=_("Согласие на обработку данных отозвано."))


def follow_withdrawals() -> None:
    """Called once from the app's `ready`."""
    withdrawals.follow(Purpose.EVENT, cancel_on_withdrawal)


@guard.act
def _withdraw(row: Registration) -> None:
    kind, key = history.about(row)
    given = Consent.objects.filter(about_kind=kind, about_key=key, withdrawal__isnull=True).select_related("document")
    for consent in given:
        consents.withdraw(consent, None)
