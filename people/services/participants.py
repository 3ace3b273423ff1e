"""What staff do with a person's account: add, suspend, correct (spec: platform §6)."""

from django.utils import timezone

from core import guard, history
from core.mail.queue import queue
from people import consents
from people.models import Purpose, User
from people.rules import can_see_people, can_suspend, is_administrator
from people.services.sessions import end_all_sign_ins
from regions.models import Region
from regions.scope import covers, scope_of


class PersonRefused(Exception):
    """The person may not be added or changed so; the view answers 404."""


def namesakes(last_name: str, first_name: str, region: Region) -> list[User]:
    """People of the region with the same surname and name: perhaps the person is here already."""
    return list(User.objects.present().filter(region=region).named(f"{last_name} {first_name}")[:5])


@guard.act
def add_participant(answers: dict, *, by: User, paper: str = "") -> User:
    """Make a person without e-mail in the own region; with the number of a paper consent the account is whole at once.

    Without paper the person consents at the first entry by card, else everything is erased with the card. Raises PersonRefused.
    """
    region = answers["region"]
    if not can_see_people(by) or not covers(scope_of(by), region.pk):
        raise PersonRefused
    names = {name: answers.get(name, "") for name in ("last_name", "first_name", "patronymic", "settlement", "phone")}
    user = User.objects.create_user(region=region, zone=region.zone, welcomed_at=timezone.now() if paper else None, **names)
    if paper:
        consents.give(Purpose.ACCOUNT, person=user, source="paper", proof=paper)
    history.record(user, "added", actor=by, person=user, audience=history.PERSON)
    return user


@guard.act
def suspend(user: User, *, by: User, reason: str) -> None:
    """Close the person's sign-in at once; all sessions end. Raises PersonRefused."""
    _switch(user, by=by, reason=reason, closed=True)


@guard.act
def restore(user: User, *, by: User, reason: str) -> None:
    """Open the person's sign-in again. Raises PersonRefused."""
    _switch(user, by=by, reason=reason, closed=False)


def _switch(user: User, *, by: User, reason: str, closed: bool) -> None:
    if not can_suspend(by, user):
        raise PersonRefused
    guard.hold(user)
    changed = User.objects.filter(pk=user.pk, suspended_at__isnull=closed).update(
        suspended_at=timezone.now() if closed else None, is_active=not closed
    )
    if not changed:
        return
    verb = "suspended" if closed else "restored"
    entry = history.record(user, verb, reason=reason, actor=by, person=user, audience=history.PERSON)
    end_all_sign_ins(user)
    if user.email:
        queue("people.suspended", user, to=user.email, key=f"people.{verb}:{entry.pk}", person=user, data={"closed": closed})


@guard.act
def move_to_region(user: User, region: Region | None, *, by: User, reason: str) -> None:
    """Change a person's region: administrators only. Raises PersonRefused."""
    if not is_administrator(by):
        raise PersonRefused
    guard.hold(user)
    was = user.region
    User.objects.filter(pk=user.pk).update(region=region)
    history.record(
        user,
        "moved_to_region",
        was={"region": was.code if was else ""},
        now={"region": region.code if region else ""},
        reason=reason,
        actor=by,
        person=user,
        audience=history.PERSON,
    )


def open_contacts(user: User, *, by: User) -> tuple[str, str]:
    """E-mail and phone of a person, with a row in the history that the person sees."""
    history.record(user, "contacts_opened", actor=by, person=user, audience=history.PERSON)
    return user.email or "", user.phone
