"""What people change about their own account: profile, address, password (spec: platform §6)."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError

from core import guard, history
from core.contacts import masked
from core.mail.queue import queue
from people.models import User
from people.services.sessions import end_all_sign_ins
from regions.services.organisations import find_or_propose

PROFILE = (
    "last_name",
    "first_name",
    "patronymic",
    "no_patronymic",
    "settlement",
    "organisation",
    "organisation_name",
    "position",
    "audience",
    "phone",
    "letter_language",
    "zone",
)


class AddressTaken(Exception):
    """Another person signs in by this address."""


def change_profile(user: User, answers: dict, *, by: User) -> list[str]:
    """Keep what the person (or staff on request) corrected; returns the changed fields. Side effect: history without values."""
    typed = answers.get("organisation_name")
    if typed is not None:
        # a name typed in a form finds the organisation, or makes one proposed row for all who type it
        found = find_or_propose(typed, user.region, by) if typed and user.region else None
        answers = answers | {"organisation": found}
    return _change_profile(user, answers, by=by)


@guard.act
def _change_profile(user: User, answers: dict, *, by: User) -> list[str]:
    guard.hold(user)
    person = User.objects.get(pk=user.pk)
    changed = [name for name in PROFILE if name in answers and getattr(person, name) != answers[name]]
    for name in changed:
        setattr(person, name, answers[name])
    if changed:
        person.save()
        history.record(person, "profile_changed", now={"fields": changed}, actor=by, person=person, audience=history.PERSON)
    return changed


def change_email(user: User, email: str) -> None:
    """Sign in by another address from now on, proved by a code before; all sign-ins end, the former address is told.

    Raises AddressTaken.
    """
    try:
        _change_email(user, email)
    except IntegrityError:
        raise AddressTaken from None


@guard.act
def _change_email(user: User, email: str) -> None:
    guard.hold(user)
    was = user.email
    User.objects.filter(pk=user.pk).update(email=email)
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    entry = history.record(
        user,
        "email_changed",
        was={"email": masked(was or "")},
        now={"email": masked(email)},
        actor=user,
        person=user,
        audience=history.PERSON,
    )
    user.email = email
    end_all_sign_ins(user)
    if was:
        queue(
            "people.email_changed", user, to=was, key=f"people.email_changed:{entry.pk}", person=user, data={"now": masked(email)}
        )


@guard.act
def set_password(user: User, password: str) -> None:
    """Set a password beside the code, or take it away (empty). Side effect: history; the caller keeps the own session alive."""
    guard.hold(user)
    user.set_password(password) if password else user.set_unusable_password()
    User.objects.filter(pk=user.pk).update(password=user.password)
    verb = "password_set" if password else "password_removed"
    history.record(user, verb, actor=user, person=user, audience=history.PERSON)
