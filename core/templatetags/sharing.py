"""The text of «Переслать» for a page."""

from django import template
from django.utils.translation import gettext as _

from core.sharing import share_text
from core.templatetags.words import phone

register = template.Library()


@register.simple_tag
def share_of(page: object, summary: str = "", living: object = None) -> str:
    """`{% share_of page summary living_phone as text %}`."""
    said = f"{_('Спросить:')} {living.name}, {phone(living.phone)}" if living else ""
    return share_text(page.title, summary, page.pk, said)
