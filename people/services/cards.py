"""Code cards for people without e-mail: given, revoked, entered (spec: platform §6, living-people §1)."""

import secrets
from datetime import timedelta

from django.utils import timezone

from core import guard, history
from core.links import keyed_hash, keyed_hashes
from core.search.words import fold
from people.models import CodeCard, User
from people.rules import can_give_card, is_staff

DIGITS = 12
LIFETIME = {CodeCard.Kind.PRINTED: timedelta(days=365), CodeCard.Kind.DICTATED: timedelta(hours=72)}
PURPOSE = "code-card"


class CardRefused(Exception):
    """No card for this person: staff, suspended, of another region; no printed one before the consent."""


@guard.act
def issue_card(user: User, *, by: User, kind: str = CodeCard.Kind.PRINTED) -> tuple[CodeCard, str]:
    """Give a card and return it with its 12 digits, which are shown now and never again; an earlier card is revoked.

    Raises CardRefused. Side effect: a history row.
    """
    if not can_give_card(by, user) or (user.welcomed_at is None and kind == CodeCard.Kind.PRINTED):
        raise CardRefused
    code = "".join(secrets.choice("0123456789") for _digit in range(DIGITS))
    now = timezone.now()
    guard.hold(user)
    CodeCard.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=now)
    card = CodeCard.objects.create(
        user=user, kind=kind, code_hash=keyed_hash(PURPOSE, code), last4=code[-4:], issued_by=by, expires_at=now + LIFETIME[kind]
    )
    history.record(
        user, "card_issued", now={"kind": str(kind), "last4": card.last4}, actor=by, person=user, audience=history.PERSON
    )
    return card, code


@guard.act
def revoke_card(card: CodeCard, *, by: User, reason: str = "") -> None:
    """End a card from now on; ended before, nothing happens."""
    guard.hold(card.user)
    if CodeCard.objects.filter(pk=card.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        history.record(
            card.user,
            "card_revoked",
            was={"last4": card.last4},
            reason=reason,
            actor=by,
            person=card.user,
            audience=history.PERSON,
        )


def find_card(code: str) -> CodeCard | None:
    """The card of these digits, whatever its state; one query."""
    digits = "".join(sign for sign in code if sign.isdigit())
    return CodeCard.objects.select_related("user").filter(code_hash__in=keyed_hashes(PURPOSE, digits)).first()


def opens(card: CodeCard | None, surname: str) -> bool:
    """Whether the card with this surname signs its person in: in force, the person not suspended, no staff."""
    if card is None:
        return False
    user = card.user
    in_force = card.revoked_at is None and card.expires_at > timezone.now()
    return in_force and user.is_active and fold(surname) == fold(user.last_name) and not is_staff(user)


def entered(card: CodeCard) -> None:
    """Note when the card was used last."""
    CodeCard.objects.filter(pk=card.pk).update(used_at=timezone.now())


def spaced(code: str) -> str:
    """«4827 7301 5520», as cards print it and people dictate it."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
