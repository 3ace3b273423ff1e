"""Fields for forms: a region, an organisation by first letters or typed (spec: civic A1)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from regions.models import Organisation, Region
from regions.naming import name_norm


class RegionField(forms.ModelChoiceField):
    """One of the ten regions; `other=True` adds «Другой регион» as the empty choice."""

    def __init__(self, *, other: bool = True, **kwargs: object) -> None:
        kwargs.setdefault("label", _("Регион"))
        kwargs.setdefault("required", not other)
        kwargs.setdefault("empty_label", _("Другой регион") if other else _("Выберите регион"))
        super().__init__(Region.objects.order_by("name"), **kwargs)

    def label_from_instance(self, region: Region) -> str:
        return region.title


class OrganisationNameField(forms.CharField):
    """A typed organisation; names of verified ones are offered by a datalist where the page gives one."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("label", _("Организация"))
        kwargs.setdefault("max_length", 250)
        kwargs.setdefault("help_text", _("Как вы её называете. Если представляете только себя, оставьте пустым."))
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "organization"}), **kwargs)

    def clean(self, value: object) -> str:
        return " ".join(super().clean(value).split())


def offered_organisations(region: Region | None, text: str, limit: int = 12) -> list[Organisation]:
    """Verified organisations whose name has a word that begins with the text, of one region or of all. One query."""
    norm = name_norm(text)
    rows = Organisation.objects.offered()
    if region:
        rows = rows.filter(region=region)
    if norm:
        rows = rows.filter(name_norm__startswith=norm) | rows.filter(name_norm__contains=f" {norm}")
    return list(rows.order_by("name_norm")[:limit])
