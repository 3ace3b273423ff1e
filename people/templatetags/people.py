"""How desks show people."""

from django import template

from core import contacts
from people import roles

register = template.Library()


@register.filter
def masked(text: str | None) -> str:
    """«a…@yandex.ru», «+7 … 67-89»; nothing for nothing."""
    return contacts.masked(text or "")


@register.filter
def is_role(name: str) -> bool:
    """Whether a group is a role, not a region's group."""
    return name in roles.ALL
