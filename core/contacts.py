"""«Почта или телефон»: one field that knows what was given; one spelling for one address (spec: living-people §1)."""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from core.plurals import NBSP

HOME = "RU"
HIDDEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
CYRILLIC, LATIN = re.compile("[\u0400-\u04ff]"), re.compile("[a-z]")


@dataclass(frozen=True)
class Contact:
    """Either an e-mail (lower case, domain in IDNA) or a phone (E.164)."""

    email: str = ""
    phone: str = ""

    def __str__(self) -> str:
        return self.email or self.phone


def parse(text: str) -> Contact:
    """What a person typed into «Почта или телефон»; raises ValidationError with a sentence that says what to correct."""
    cleaned = _clean(text)
    if "@" in cleaned:
        return Contact(email=email(cleaned))
    if len(re.findall(r"\d", cleaned)) >= 5:
        return Contact(phone=phone(cleaned))
    raise ValidationError(_("Напишите почту, например anna@yandex.ru, или телефон, например 8 912 345-67-89."), code="contact")


def email(text: str) -> str:
    """One spelling of an e-mail address; raises ValidationError, for look-alike Russian letters too."""
    local, at, domain = _clean(text).casefold().rpartition("@")
    if not at or not local or not domain:
        raise ValidationError(_("В адресе почты должен быть знак @, например anna@yandex.ru."), code="email")
    if russian := CYRILLIC.findall(local):
        raise ValidationError(
            _("До знака @ нужны латинские буквы, а здесь русские: «%(letters)s». Переключите раскладку и наберите заново."),
            code="lookalike",
            params={"letters": "".join(dict.fromkeys(russian))},
        )
    address = f"{local}@{_domain(domain)}"
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            _("Проверьте адрес почты: нужен вид anna@yandex.ru, без пробелов и запятых."), code="email"
        ) from None
    if len(address) > 254:
        raise ValidationError(_("Адрес почты слишком длинный."), code="email")
    return address


def phone(text: str) -> str:
    """A phone in E.164, Russian where no country is given (8… and +7… are one); raises ValidationError."""
    try:
        number = phonenumbers.parse(_clean(text), HOME)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(_("Проверьте телефон: нужен номер с кодом, 11 цифр, например 8 912 345-67-89."), code="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def masked(text: str) -> str:
    """A contact as lists show it: «a…@yandex.ru», «+7 … 67-89»."""
    if "@" in text:
        local, _at, domain = text.partition("@")
        return f"{local[:1]}…@{domain}"
    return f"{text[:2]}{NBSP}…{NBSP}{text[-4:-2]}-{text[-2:]}" if len(text) > 6 else ("…" if text else "")


def _clean(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(HIDDEN).strip()


def _domain(domain: str) -> str:
    for label in domain.split("."):
        if CYRILLIC.search(label) and LATIN.search(label):
            raise ValidationError(
                _("После знака @ смешаны русские и латинские буквы: «%(label)s». Наберите адрес заново в одной раскладке."),
                code="lookalike",
                params={"label": label},
            )
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
