"""The base of our forms: no bubbles of the browser, what a phone's keyboard needs, plain words where a field is empty."""

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

# Names of fields by which browsers and reading programs know what is asked (WCAG 1.3.5).
HELPS: dict[str, dict[str, str]] = {
    "name": {"autocomplete": "given-name"},
    "first_name": {"autocomplete": "given-name"},
    "surname": {"autocomplete": "family-name"},
    "last_name": {"autocomplete": "family-name"},
    "patronymic": {"autocomplete": "additional-name"},
    "full_name": {"autocomplete": "name"},
    "email": {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"},
    "contact": {"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"},
    "phone": {"autocomplete": "tel", "inputmode": "tel", "type": "tel"},
    "organisation": {"autocomplete": "organization"},
    "organisation_name": {"autocomplete": "organization"},
    "position": {"autocomplete": "organization-title"},
    "settlement": {"autocomplete": "address-level2"},
    "code": {"autocomplete": "one-time-code", "inputmode": "numeric"},
    "number": {"inputmode": "numeric"},
    "amount": {"inputmode": "decimal"},
}
EMPTY = _("Заполните это поле.")
UNCHOSEN = _("Выберите один из ответов.")


class Look(forms.BaseForm):
    """Mixin for any form. Put it before `forms.Form` or `forms.ModelForm`."""

    use_required_attribute = False  # the browser's bubbles speak its own language and hide the hint

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            for attr, value in HELPS.get(name, {}).items():
                field.widget.attrs.setdefault(attr, value)
            plain_words(field)


class Form(Look, forms.Form):
    """A plain form with our look."""


class ModelForm(Look, forms.ModelForm):
    """A form of a row with our look."""


def plain_words(field: forms.Field) -> None:
    """Replace Django's «Обязательное поле.» where the form has not said it better."""
    stock = forms.Field.default_error_messages["required"]
    if field.error_messages.get("required") == stock:
        field.error_messages["required"] = UNCHOSEN if isinstance(field, forms.ChoiceField) else EMPTY


def kind_of(widget: forms.Widget) -> str:
    """How the field is drawn: checkbox, radios, checkboxes, group (several boxes for one value), file, select or text."""
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, (forms.MultiWidget, forms.SelectDateWidget)):
        return "group"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "select" if isinstance(widget, forms.Select) else "text"


def anchor(bound: BoundField) -> str:
    """The id of what takes the focus when the field is named in the summary of errors."""
    return f"{bound.auto_id}_0" if kind_of(bound.field.widget) in {"radios", "checkboxes", "group"} else bound.id_for_label
