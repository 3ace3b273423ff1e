"""Plurals and numbers: forms are written in the text itself, since `blocktranslate plural` over Russian prints «5 заявки»."""

from decimal import Decimal, InvalidOperation

from django.utils import formats

NBSP = "\u00a0"
Number = int | float | Decimal


def number(value: object) -> Number | None:
    """The value as a number; None for what is none («», None, words). Booleans are no numbers."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value if Decimal(value).is_finite() else None
    try:
        exact = Decimal(str(value).replace(NBSP, "").replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    if not exact.is_finite():
        return None
    return int(exact) if exact == exact.to_integral_value() else exact


def form(count: Number, forms: str) -> str:
    """The form of the word for the count, from «заявка,заявки,заявок»; how many forms there are tells the language's rule.

    Three: Russian (1, 2–4, 5 and more; fractions as 2). Two: English (1, others). One: the word does not change (Tatar, Bashkir).
    """
    choices = [one.strip() for one in str(forms).split(",")]
    if len(choices) == 1:
        return choices[0]
    whole = count == int(count)
    if len(choices) == 2:
        return choices[0] if whole and abs(count) == 1 else choices[1]
    if not whole:
        return choices[1]
    last, tens = abs(int(count)) % 10, abs(int(count)) // 10 % 10
    if tens == 1 or last == 0 or last > 4:
        return choices[2]
    return choices[0] if last == 1 else choices[1]


def spaced(value: object) -> str:
    """«1 234 567,5» (by the active language), the spaces unbreakable; what is no number comes back as it is."""
    count = number(value)
    if count is None:
        return "" if value is None else str(value)
    if count != int(count):
        return formats.number_format(count, use_l10n=True, force_grouping=True)
    return formats.number_format(int(count), use_l10n=True, force_grouping=True).replace("\u202f", NBSP)


def counted(value: object, forms: str) -> str:
    """«5 заявок», «1 234 участника»: number and word, not torn apart by a line's end; nothing for what is no number."""
    count = number(value)
    return "" if count is None else f"{spaced(count)}{NBSP}{form(count, forms)}"
