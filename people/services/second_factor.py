"""Resetting a lost second factor: an administrator, with a reason (spec: platform §6)."""

from allauth.mfa.models import Authenticator

from core import guard, history
from core.mail.queue import queue
from people.models import User
from people.rules import can_change_roles
from people.services.participants import PersonRefused
from people.services.sessions import end_all_sign_ins


@guard.act
def reset_second_factor(user: User, *, by: User, reason: str) -> None:
    """Forget the person's app and spare codes; all sign-ins end, the next entry to a desk asks anew. Raises PersonRefused."""
    if not can_change_roles(by, user):
        raise PersonRefused
    guard.hold(user)
    Authenticator.objects.filter(user=user).delete()
    entry = history.record(user, "second_factor_reset", reason=reason, actor=by, person=user, audience=history.PERSON)
    end_all_sign_ins(user)
    if user.email:
        data = {"verb": "second_factor_reset"}
        queue("people.second_factor", user, to=user.email, key=f"people.second_factor:{entry.pk}", person=user, data=data)
