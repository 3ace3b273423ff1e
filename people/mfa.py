"""The second factor of staff: asked at the first entry to a desk (spec: platform §6)."""

from allauth.mfa.models import Authenticator

from people.models import User


def has_second_factor(user: User) -> bool:
    """Whether the user has a working one-time code app; one query per request."""
    known = getattr(user, "_has_second_factor", None)
    if known is None:
        known = user._has_second_factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    return known
