"""How desks show people."""

from django import template

from core import contacts
from people import roles
from people.models import User

register = template.Library()


@register.filter
def masked(text: str | None) -> str:
    """«a…@yandex.ru», «+7 … 67-89»; nothing for nothing."""
    return contacts.masked(text or "")


@register.filter
def is_role(name: str) -> bool:
    """Whether a group is a role, not a region's group."""
    return name in roles.ALL


@register.filter
def can_have_card(person: User) -> bool:
    """Whether a row of the desk offers a printed card: welcomed, not suspended, no role; its groups are fetched already."""
    return bool(person.welcomed_at and not person.suspended_at and not any(is_role(group.name) for group in person.groups.all()))
