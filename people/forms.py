"""Fields that other apps' forms use: one consent, one contact."""

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import contacts
from people import consents


class ConsentField(forms.BooleanField):
    """One unticked box of one purpose, with a link to its text: `agree = ConsentField("event_registration")`."""

    def __init__(self, purpose: str, **kwargs: object) -> None:
        self.purpose = purpose
        kwargs.setdefault("label", _label(purpose))
        kwargs.setdefault("error_messages", {"required": _("Без этого согласия продолжить нельзя: отметьте, если согласны.")})
        kwargs["initial"] = False
        super().__init__(**kwargs)


class ContactField(forms.CharField):
    """«Почта или телефон»: cleans to `core.contacts.Contact`."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("label", _("Почта или телефон"))
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"})
        )
        super().__init__(**kwargs)

    def clean(self, value: str) -> contacts.Contact | None:
        text = super().clean(value)
        return contacts.parse(text) if text else None


class PhoneField(forms.CharField):
    """A phone, cleaned to E.164."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("label", _("Телефон"))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: str) -> str:
        text = super().clean(value)
        return contacts.phone(text) if text else ""


class EmailField(forms.CharField):
    """An e-mail in one spelling; look-alike Russian letters are refused with a sentence that names them."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("label", _("Электронная почта"))
        kwargs.setdefault("max_length", 254)
        # type=text: the browser's own check of e-mails speaks its own language and refuses .рф
        attrs = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value: str) -> str:
        text = super().clean(value)
        return contacts.email(text) if text else ""


def _consent_label(purpose: str) -> SafeString:
    document = consents.current(purpose)
    words = document.short if document else _now("Согласен на обработку персональных данных")
    return format_html(
        '{}. <a href="{}" target="_blank">{}</a>', words.rstrip("."), f"/soglasiya/{purpose}/", _now("Прочитать текст согласия")
    )


def _label(purpose: str) -> object:
    return lazy(lambda: _consent_label(purpose), SafeString)()
