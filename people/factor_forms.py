"""Forms of the second factor in our words."""

from allauth.mfa.base.forms import AuthenticateForm as StockAuthenticate
from allauth.mfa.totp.forms import ActivateTOTPForm as StockActivate
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Look

DIGITS = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}


class AuthenticateForm(Look, StockAuthenticate):
    """Six digits of the app or a spare code."""

    code = forms.CharField(label=_("Код"), max_length=30, widget=forms.TextInput(attrs=DIGITS))


class ActivateForm(Look, StockActivate):
    """Six digits prove that the app was connected."""

    code = forms.CharField(label=_("Шесть цифр из приложения"), max_length=30, widget=forms.TextInput(attrs=DIGITS))
