"""Filters for words, numbers and phones; built into every template."""

from collections.abc import Iterable
from functools import lru_cache

import phonenumbers
from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from core import languages, plurals, typography
from core.search import marks

register = template.Library()
HOME_COUNTRY = "RU"
PHONES = 512  # numbers of coordinators and organisers stand on page after page


@register.filter(name="forms")
def forms(value: object, words: str) -> str:
    """`{{ n|forms:_("заявка,заявки,заявок") }}` → «5 заявок»."""
    return plurals.counted(value, words)


@register.filter(name="form")
def form(value: object, words: str) -> str:
    """The word alone, for a number that stands apart: `<b>{{ n }}</b> {{ n|form:_("место,места,мест") }}`."""
    count = plurals.number(value)
    return "" if count is None else plurals.form(count, words)


@register.filter(name="spaced")
def spaced(value: object) -> str:
    """1234567 → «1 234 567»."""
    return plurals.spaced(value)


@register.filter(name="typo", needs_autoescape=True)
def typo(value: object, autoescape: bool = True) -> str:
    """Typography: quotes, dashes, unbreakable spaces. Safe HTML stays safe, plain text is escaped as ever."""
    if value is None:
        return ""
    if hasattr(value, "__html__"):  # safe text, and rich text that renders itself
        return mark_safe(typography.typo(value.__html__()))
    said = typography.typo(str(value))
    return conditional_escape(said) if autoescape else said


@register.filter(name="russian")
def russian(value: object) -> str:
    """`{{ person.name|russian }}`: words kept in Russian only, with `lang="ru"` on pages in other languages; after `typo`."""
    return languages.russian_words(value)


@register.filter(name="marked")
def marked(value: object, words: Iterable[str] | None) -> str:
    """`{{ card.title|marked:found.words }}`: the words that were looked for in <mark>, the rest escaped."""
    return marks.mark(str(value or ""), words or ())


@register.filter(name="phone")
def phone(value: object) -> str:
    """«+7 342 212-34-56» of any Russian or international spelling; what is no phone number comes back as it is."""
    return _shown(str(value or ""))


@register.filter(name="tel")
def tel(value: object) -> str:
    """The number for `href="tel:…"`: «+73422123456»."""
    return _dialled(str(value or ""))


@lru_cache(PHONES)
def _shown(value: str) -> str:
    parsed = _phone(value)
    if parsed is None:
        return value + ""  # never safe text: the same words may come unescaped next time
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return shown.replace(" ", plurals.NBSP)


@lru_cache(PHONES)
def _dialled(value: str) -> str:
    parsed = _phone(value)
    if parsed is None:
        return "".join(sign for sign in value if sign.isdigit() or sign == "+")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _phone(value: str) -> phonenumbers.PhoneNumber | None:
    try:
        parsed = phonenumbers.parse(value, HOME_COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_possible_number(parsed) else None
