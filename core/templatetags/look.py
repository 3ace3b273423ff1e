"""Tags of the look, built into every template: icons, form fields, the low-vision attributes. No word of the domain."""

from collections.abc import Iterable
from functools import lru_cache

from django import forms, template
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core import vision
from core.forms import anchor, kind_of

register = template.Library()
LOOKS = {"checkbox": "", "radios": "", "checkboxes": "", "file": "in", "group": "in"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "ok" %}`: a picture beside words that say the same, hence hidden from readers aloud."""
    return _icon(name)


@lru_cache(256)
def _icon(name: str) -> SafeString:
    """The name of the file with its fingerprint does not change while a process lives."""
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#i-{}"/></svg>', static("icons.svg"), name)


@register.simple_tag
def field(bound: BoundField | str, options: str = "") -> SafeString:
    """`{% field form.name %}`: label above, hint, error, what reading programs need. Nothing for a field the form lacks.

    `options="pick"` frames each choice (radio buttons with explanations).
    """
    if not isinstance(bound, BoundField):
        return SafeString("")
    if bound.is_hidden:
        return bound.as_widget()
    kind = kind_of(bound.field.widget)
    attrs = {} if LOOKS.get(kind) == "" else {"class": with_class(bound.field.widget, LOOKS.get(kind, "in"))}
    if kind == "text" and getattr(bound.field, "max_length", None) and isinstance(bound.field.widget, forms.Textarea):
        attrs["aria-describedby"] = " ".join(filter(None, [bound.aria_describedby, f"{bound.auto_id}_left"]))
    context = {"field": bound, "kind": kind, "widget": bound.as_widget(attrs=attrs), "options": options, "anchor": anchor(bound)}
    return SafeString(render_to_string("components/field.html", context))


@register.simple_tag
def fields(form: Iterable[BoundField]) -> SafeString:
    """`{% fields form %}`: every field of the form, one under the other."""
    return format_html_join("\n", "{}", ((field(one),) for one in form))


@register.simple_tag
def error_anchor(bound: BoundField) -> str:
    """The id a link in the summary of errors leads to: the first choice of a group, the first part of a date."""
    return anchor(bound)


@register.filter
def weight(size: object) -> str:
    """`{{ 317440|weight }}` → «310 КБ», «1,5 МБ»: told before anything is loaded."""
    try:
        kilobytes = max(1, round(int(size) / 1024))
    except (TypeError, ValueError):
        return ""
    if kilobytes < 1000:
        return f"{kilobytes}\N{NO-BREAK SPACE}КБ"
    megabytes = f"{kilobytes / 1024:.1f}".removesuffix(".0").replace(".", ",")
    return f"{megabytes}\N{NO-BREAK SPACE}МБ"


@register.simple_tag(takes_context=True)
def vision_attrs(context: Context) -> SafeString:
    """` data-vision="on" data-size=…` for <html>, or nothing. The page cache tells pages apart by the same cookie."""
    chosen = chosen_vision(context)
    if chosen is None:
        return SafeString("")
    pairs = [("vision", "on"), ("size", chosen.size), ("scheme", chosen.scheme)]
    pairs += [("spacing", chosen.spacing)] * (chosen.spacing != "normal") + [("images", "off")] * (chosen.images == "off")
    return format_html_join("", ' data-{}="{}"', pairs)


@register.simple_tag(takes_context=True)
def chosen_vision(context: Context) -> vision.Vision | None:
    """`{% chosen_vision as vision %}`: what the reader has chosen, None in the usual view."""
    request = context.get("request")
    return vision.of(request) if request else None


@register.simple_tag
def page_path(page: object) -> list[dict[str, str]]:
    """`{% page_path page as path %}`: title and address of the pages above, the front page first; one query at most.

    A page that knows its path already (`page.path_above`, set on the way to it) costs none.
    """
    known = getattr(page, "path_above", None)
    if known is not None:
        return list(known)
    if not getattr(page, "pk", None):
        return []
    above = page.get_ancestors().filter(depth__gt=1, live=True).defer_streamfields()
    return [{"title": one.title, "url": one.url} for one in above]


def with_class(widget: forms.Widget, name: str) -> str:
    """The class of the look added to those the widget has of its own."""
    own = str(widget.attrs.get("class", "")).split()
    return " ".join(dict.fromkeys([name, *own]))
