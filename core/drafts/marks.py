"""What a form that keeps itself says of itself: signed, so that only fields we have shown to this person are taken."""

from dataclasses import dataclass

from django import forms
from django.core import signing
from django.db import models

from core.drafts.fields import Loaded
from core.drafts.owners import owner_of, owners_of

SALT = "core.drafts"
LASTS = 30 * 24 * 3600  # a page may stand open for long
NEVER = (forms.FileInput, forms.PasswordInput)
MANY = (forms.CheckboxSelectMultiple, forms.SelectMultiple)


@dataclass(frozen=True)
class Mark:
    """Whose form, about what, and its fields: name → whether it takes several values."""

    kind: str
    key: str
    fields: dict[str, bool]


def sign(draft: Loaded, fields: dict[str, bool]) -> str:
    """The hidden word of a form."""
    said = {"o": owner_of(draft.owner), "k": draft.kind, "i": draft.key, "f": fields}
    return signing.dumps(said, salt=SALT, compress=True)


def read(word: str, user: models.Model) -> Mark | None:
    """What the word says, or None if it is altered, too old or another person's."""
    try:
        said = signing.loads(word, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return Mark(said["k"], said["i"], said["f"]) if said["o"] in owners_of(user) else None


def fields_of(form: forms.BaseForm | str) -> dict[str, bool]:
    """The fields of a form that may be kept; or of words like «text link done[]», where [] says that it takes several values."""
    if isinstance(form, str):
        return {name.removesuffix("[]"): name.endswith("[]") for name in form.split()}
    shown = [(form.add_prefix(name), one.widget) for name, one in form.fields.items()]
    return {name: isinstance(widget, MANY) for name, widget in shown if not isinstance(widget, NEVER) and not widget.is_hidden}
