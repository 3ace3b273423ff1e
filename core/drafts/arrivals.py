"""Who signs in finds the forms kept for them, and no other person's."""

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from core.drafts import kept


def arrived(sender: object, request: HttpRequest | None, user: object, **kwargs: object) -> None:
    """After signing in, by whatever way."""
    if request is not None and hasattr(request, "session"):
        kept.arrived(request, user)


def listen() -> None:
    """Called once from CoreConfig.ready."""
    user_logged_in.connect(arrived, dispatch_uid="core.drafts")
