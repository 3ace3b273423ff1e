"""A code on its way: the person is found or made, the letter is queued, one code or link is used once (spec: platform §6)."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError
from django.utils import timezone

from core import guard
from core.mail.queue import queue
from people.models import SignInLink, User

LIFETIME = timedelta(minutes=15)
LINK_PURPOSE = "sign-in"


def send_code(email: str, code: str, next_url: str = "") -> SignInLink:
    """Queue the letter with the code and its link; an unknown address gets the same letter and a user without a name.

    One act. Returns the row that code and link share.
    """
    try:
        return _send(email, code, next_url)
    except IntegrityError:
        # two first requests of one address at once: the other has made the user
        return _send(email, code, next_url)


@guard.act
def _send(email: str, code: str, next_url: str) -> SignInLink:
    user = find_or_make(email)
    expires = timezone.now() + LIFETIME
    link = SignInLink.objects.create(user=user, email=email, next_url=next_url, expires_at=expires)
    queue(
        "people.sign_in_code",
        link,
        to=email,
        key=f"people.sign_in_code:{link.public_id}",
        person=user,
        data={"code": code, "link": f"/accounts/login/link/{link.link_token(LINK_PURPOSE)}/"},
        language=user.letter_language,
        zone=user.zone or "Europe/Moscow",
        expires_at=expires,
    )
    return link


def find_or_make(email: str) -> User:
    """The user of this address with a row of the sign-in library beside it; a new one is gone after 24 hours without a name."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": True, "verified": False})
    return user


def use_once(public_id: str) -> bool:
    """Mark the code and its link as used; False if either was used before or the time is up."""
    now = timezone.now()
    return bool(SignInLink.objects.filter(public_id=public_id, used_at__isnull=True, expires_at__gt=now).update(used_at=now))
