"""Numbers as people write them: «1 234,5», «−3»; «12 руб», «nan», «1e9» are none (spec: school §10)."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

SPACES = dict.fromkeys([0x20, 0xA0, 0x202F])
NUMBER = re.compile(r"[+-]?[0-9]{1,12}([.,][0-9]{1,6})?")


class NumberField(forms.CharField):
    """Gives an int, or a float where there is a fraction; None for nothing."""

    default_error_messages = {"number": _("Введите только число, например 12 или 1234,5.")}

    def __init__(self, **kwargs: object) -> None:
        super().__init__(max_length=30, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def to_python(self, value: object) -> int | float | None:
        text = super().to_python(value).translate(SPACES).replace("−", "-")
        if not text:
            return None
        if not text.isascii() or not NUMBER.fullmatch(text):
            raise forms.ValidationError(self.error_messages["number"], code="number")
        exact = Decimal(text.replace(",", "."))
        return int(exact) if exact == exact.to_integral_value() else float(exact)

    def run_validators(self, value: object) -> None:
        """The length was that of the text; a number has none."""
