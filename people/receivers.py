"""Signals of the sign-in library: the second factor leaves a history row and a letter."""

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.dispatch import receiver

from core import history
from core.mail.queue import queue
from people.models import User


@receiver(signals.authenticator_added)
def second_factor_added(user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """The app of one-time codes was connected."""
    if authenticator.type == Authenticator.Type.TOTP:
        _tell(user, "second_factor_set")


@receiver(signals.authenticator_removed)
def second_factor_removed(user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """The app was disconnected by the person."""
    if authenticator.type == Authenticator.Type.TOTP:
        _tell(user, "second_factor_removed")


def _tell(user: User, verb: str) -> None:
    user.__dict__.pop("_has_second_factor", None)
    entry = history.record(user, verb, actor=user, person=user, audience=history.PERSON)
    if user.email:
        queue(
            "people.second_factor", user, to=user.email, key=f"people.second_factor:{entry.pk}", person=user, data={"verb": verb}
        )
