"""Ending sign-ins: «Выйти везде», and whenever rights or the address change (spec: platform §6)."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from people.models import User


def end_all_sign_ins(user: User) -> None:
    """End every session and every trusted browser of the user from the next request on; call inside an act or alone.

    The moment is a part of what each session is checked against, so even a session nobody listed ends.
    """
    user.signed_out_at = timezone.now()
    User.objects.filter(pk=user.pk).update(signed_out_at=user.signed_out_at)
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=user).delete()


def open_sign_ins(user: User) -> list[UserSession]:
    """Where the person is signed in now, oldest first; two queries however many there are."""
    rows = list(UserSession.objects.filter(user=user).order_by("created_at", "pk"))
    keys = [row.session_key for row in rows]
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list("session_key", flat=True)
    )
    return [row for row in rows if row.session_key in alive]
