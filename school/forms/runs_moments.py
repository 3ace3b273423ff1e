"""A moment on the run's clock: a day and, if it matters, an hour; native fields of the browser, no scripts (spec: school §5)."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from core.moments import local

EARLIEST, LATEST = 2000, 2100
START, END = time(0, 0), time(23, 59)


class MomentWidget(forms.MultiWidget):
    """Two native inputs, each with its own name for reading programmes."""

    def __init__(self) -> None:
        day = forms.DateInput(attrs={"type": "date", "aria-label": _("День"), "class": "w-w-1/2"}, format="%Y-%m-%d")
        hour = forms.TimeInput(attrs={"type": "time", "aria-label": _("Время"), "class": "w-w-1/2"}, format="%H:%M")
        super().__init__([day, hour])

    def decompress(self, value: datetime | None) -> list:
        return [value.date(), value.time()] if value else [None, None]


class MomentField(forms.MultiValueField):
    """Gives a naive moment of the run's clock. A day without an hour means its beginning, or its end where `ends` is set."""

    def __init__(self, *, ends: bool = False, **kwargs: Any) -> None:
        self.usual = END if ends else START
        fields = (forms.DateField(required=False), forms.TimeField(required=False))
        kwargs.setdefault("required", False)
        super().__init__(fields=fields, widget=MomentWidget(), require_all_fields=False, **kwargs)

    def compress(self, values: list) -> datetime | None:
        day, hour = (*values, None, None)[:2]
        if not day:
            if hour:
                raise forms.ValidationError(_("Укажите день."))
            return None
        if not EARLIEST <= day.year <= LATEST:
            raise forms.ValidationError(_("Проверьте год."))
        return datetime.combine(day, self.usual if hour is None else hour)


def typed(moment: datetime | None, zone: str) -> datetime | None:
    """A stored moment as it is shown in the field: naive, on the run's clock."""
    return local(moment, zone).replace(tzinfo=None) if moment else None


def stored(said: Mapping[str, Any], names: tuple[str, ...], zone: str, known: object | None = None) -> dict[str, datetime | None]:
    """Typed moments as they are stored; one that stands as it was shown keeps its seconds (`known` is the row of before)."""
    moments = {}
    for name in names:
        naive, old = said.get(name), getattr(known, name, None)
        shown = typed(old, zone)
        same = shown is not None and naive == shown.replace(second=0, microsecond=0)
        moments[name] = old if same else naive.replace(tzinfo=ZoneInfo(zone)) if naive else None
    return moments


def day_field(label: str, **kwargs: Any) -> forms.DateField:
    """A day alone."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)
