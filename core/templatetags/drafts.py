"""Tags of forms that keep themselves: `{% load drafts %}`; each stands inside the form (spec: reliability §11)."""

import json
from dataclasses import dataclass

from django import forms, template
from django.template import Context

from core.drafts import marks
from core.drafts.fields import Loaded
from core.drafts.owners import owner_of
from core.links import keyed_hash
from core.models import EarlierText

register = template.Library()


@dataclass(frozen=True)
class Other:
    """An earlier text as the form shows it."""

    row: EarlierText
    label: str
    text: str


@register.inclusion_tag("core/drafts_state.html", takes_context=True)
def draft_state(context: Context, draft: Loaded, form: forms.BaseForm | str) -> dict:
    """`{% draft_state draft form %}`: what the script needs, earlier texts, «Сохранено в 14:05».

    `draft` comes from `drafts.load`; `form` is the Django form or words like "text link done[]".
    """
    fields = marks.fields_of(form)
    about = keyed_hash("drafts-place", f"{draft.kind}:{draft.key}")[:12]
    return {
        "word": marks.sign(draft, fields),
        "fields": " ".join(fields),
        "store": f"{owner_of(draft.owner)[:12]}:{about}:",
        "versions": json.dumps({name: draft.versions[name] for name in fields if name in draft.versions}),
        "saved_at": draft.saved_at,
        "zone": getattr(draft.owner, "zone", "") or getattr(getattr(draft.owner, "region", None), "zone", "") or None,
        "others": [Other(row, label_of(form, row.draft.field), text_of(form, row)) for row in draft.earlier],
        "request": context.get("request"),
    }


@register.inclusion_tag("core/drafts_button.html")
def draft_button() -> dict:
    """`{% draft_button %}`: «Сохранить черновик», the same without a script; the view of the form needs no line for it."""
    return {}


def label_of(form: forms.BaseForm | str, name: str) -> str:
    """What the field is called in the form."""
    found = {} if isinstance(form, str) else {form.add_prefix(key): one for key, one in form.fields.items()}
    return str(found[name].label or "") if name in found else ""


def text_of(form: forms.BaseForm | str, row: EarlierText) -> str:
    """The text, or the words of the choices."""
    found = {} if isinstance(form, str) else {form.add_prefix(key): one for key, one in form.fields.items()}
    choices = {str(value): str(words) for value, words in getattr(found.get(row.draft.field), "choices", [])}
    values = row.value if isinstance(row.value, list) else [row.value]
    return ", ".join(choices.get(str(one), str(one)) for one in values)
