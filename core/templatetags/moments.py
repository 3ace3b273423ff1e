"""Tags for days and times; built into every template. A missing moment prints nothing."""

from datetime import date, datetime

from django import template

from core import moments
from core.moments import Zone

register = template.Library()


def _by(place: object) -> str:
    """«по Перми» of a region (its `time_by`) or of the words themselves."""
    return str(getattr(place, "time_by", place) or "")


@register.simple_tag(name="when")
def when(moment: datetime | None, zone: Zone = None, place: object = "") -> str:
    """`{% when event.starts_at event.zone region %}` → «10:00 по Перми (МСК+2)»."""
    return moments.when(moment, zone, _by(place)) if moment else ""


@register.simple_tag(name="hours")
def hours(starts: datetime | None, ends: datetime | None, zone: Zone = None, place: object = "") -> str:
    """`{% hours event.starts_at event.ends_at event.zone region %}` → «10:00–17:00 по Перми (МСК+2)»."""
    return moments.hours(starts, ends, zone, _by(place)) if starts else ""


@register.simple_tag(name="clock")
def clock(moment: datetime | None, zone: Zone = None) -> str:
    """`{% clock moment zone %}` → «09:05»."""
    return moments.clock(moment, zone) if moment else ""


@register.simple_tag(name="day")
def day(moment: date | None, zone: Zone = None) -> str:
    """`{% day moment zone %}` → «22 ноября 2026 г.»."""
    return moments.day(moment, zone) if moment else ""


@register.simple_tag(name="day_month")
def day_month(moment: date | None, zone: Zone = None) -> str:
    """`{% day_month moment zone %}` → «22 ноября»."""
    return moments.day_month(moment, zone) if moment else ""


@register.simple_tag(name="span")
def span(starts: date | None, ends: date | None = None, zone: Zone = None) -> str:
    """`{% span event.starts_at event.ends_at event.zone %}` → «17–19 сентября», with the year when it is not this one."""
    return moments.span(starts, ends, zone) if starts else ""


@register.simple_tag(name="ago")
def ago(moment: datetime | None) -> str:
    """`{% ago draft.saved_at %}` → «5 минут назад», «сегодня в 14:06», «вчера в 19:42», «3 сентября»."""
    return moments.ago(moment) if moment else ""
