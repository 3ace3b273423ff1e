"""Who may do what with people's records: plain yes or no (spec: platform §6, reliability §3)."""

from django.contrib.auth.models import AnonymousUser

from people import roles
from people.models import User
from regions.scope import covers, scope_of

Visitor = User | AnonymousUser | None


def role_names(user: Visitor) -> frozenset[str]:
    """Groups of the user; read once per user object, so once a request."""
    if user is None or not user.is_authenticated or not user.is_active:
        return frozenset()
    names = getattr(user, "_role_names", None)
    if names is None:
        names = user._role_names = frozenset(user.groups.values_list("name", flat=True))
    return names


def has_role(user: Visitor, role: str) -> bool:
    """Whether the user has this role now; one query per request."""
    return role in role_names(user)


def has_any_role(user: Visitor, *wanted: str) -> bool:
    """Whether the user has at least one of these roles; with none named, any role at all."""
    return not role_names(user).isdisjoint(wanted or roles.ALL)


def is_administrator(user: Visitor) -> bool:
    """Administrators of the network; the technical superuser counts as one."""
    return has_role(user, roles.ADMINISTRATORS) or bool(user and user.is_authenticated and user.is_active and user.is_superuser)


def works_in_admin(user: Visitor) -> bool:
    """Whether the user enters the Wagtail admin at all."""
    return has_any_role(user, *roles.IN_ADMIN) or is_administrator(user)


def can_see_people(user: Visitor) -> bool:
    """Who opens the desk of people: coordinators and administrators."""
    return has_role(user, roles.COORDINATORS) or is_administrator(user)


def can_see_person(user: Visitor, person: User) -> bool:
    """A coordinator sees people of the own regions, an administrator all; nobody sees an erased one."""
    return can_see_people(user) and person.erased_at is None and covers(scope_of(user), person.region_id)


def can_give_card(user: Visitor, person: User) -> bool:
    """Code cards: for own people without a role; staff never enter by card."""
    return can_see_person(user, person) and person.suspended_at is None and not is_staff(person)


def can_suspend(user: Visitor, person: User) -> bool:
    """Administrators, never themselves."""
    return is_administrator(user) and user.pk != person.pk and person.erased_at is None


def can_change_roles(user: Visitor, person: User) -> bool:
    """Administrators, never their own roles."""
    return is_administrator(user) and user.pk != person.pk and person.erased_at is None


def is_staff(person: User) -> bool:
    """Whether the person has any role or is the technical superuser, suspended or not."""
    return person.is_superuser or person.groups.filter(name__in=roles.ALL).exists()
