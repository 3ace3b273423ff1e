"""Giving and withdrawing a consent on the own page: one act with what follows."""

from core import guard, history
from core.mail.queue import queue
from people import consents, roles, withdrawals
from people.models import Consent, Purpose, User
from people.services.erasure import ask_erasure


@guard.act
def give_consent(user: User, purpose: str, *, ip: str | None) -> Consent | None:
    """The person agrees on the own page; given already to the text in force, nothing happens."""
    guard.hold(user)
    return None if consents.has(user, purpose) else consents.give(purpose, person=user, ip=ip)


def withdraw_consents(user: User, purpose: str, *, by: User) -> int:
    """Withdraw every standing consent of this purpose and do what follows; returns how many there were.

    Withdrawing the account's consent asks for erasure: three days to think.
    """
    count = _withdraw(user, purpose, by=by)
    if count and purpose == Purpose.ACCOUNT:
        ask_erasure(user, by=by)
    return count


@guard.act
def _withdraw(user: User, purpose: str, *, by: User) -> int:
    guard.hold(user)
    rows = list(consents.standing(user, purpose))
    for consent in rows:
        consents.withdraw(consent, by)
        withdrawals.run(consent)
    if rows and purpose in withdrawals.NEEDS_EDITORS:
        _tell_editors(user, rows[0])
    return len(rows)


def _tell_editors(user: User, consent: Consent) -> None:
    entry = history.record(
        user, "withdrawal_task", now={"purpose": consent.document.purpose}, person=user, audience=history.STAFF
    )
    editors = User.objects.filter(groups__name__in=[roles.EDITORS, roles.ADMINISTRATORS], is_active=True, email__isnull=False)
    for editor in editors.distinct():
        queue(
            "people.withdrawal_task",
            user,
            to=editor.email,
            key=f"people.withdrawal_task:{entry.pk}:{editor.pk}",
            person=editor,
            data={"name": str(user), "purpose": consent.document.purpose, "title": consent.document.title},
        )
