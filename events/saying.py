"""When and where an event is, in words: for pages, tickets, letters, calls and calendars. Reads values, imports no model."""

from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import moments
from events.states import EventStatus, Format

TIME_BY = {
    "Europe/Moscow": gettext_lazy("по Москве"),
    "Europe/Kirov": gettext_lazy("по Кирову"),
    "Europe/Ulyanovsk": gettext_lazy("по Ульяновску"),
    "Europe/Samara": gettext_lazy("по Самаре"),
    "Asia/Yekaterinburg": gettext_lazy("по Перми"),
    "Asia/Krasnoyarsk": gettext_lazy("по Красноярску"),
    "Asia/Irkutsk": gettext_lazy("по Иркутску"),
}


class Region(Protocol):
    """What of a region is said."""

    zone: str
    time_by: str


class Facts(Protocol):
    """What of an event is said."""

    starts_at: object
    ends_at: object
    date_note: str
    zone: str
    format: str
    status: str
    host_region: Region | None
    place: object


def time_by(event: Facts) -> str:
    """«по Перми»: whose clock it is."""
    region = event.host_region
    return region.time_by if region is not None and region.zone == event.zone else str(TIME_BY.get(event.zone, ""))


def when(event: Facts, reader: Region | None = None) -> str:
    """«17–19 сентября, начало в 10:00 по Перми (МСК+2), у вас 08:00 по Кирову (МСК)»; without dates what is known of them."""
    if event.starts_at is None:
        return event.date_note or _("дату назовём позже")
    days = moments.span(event.starts_at, event.ends_at, event.zone)
    one_day = moments.day(event.starts_at, event.zone) == moments.day(event.ends_at, event.zone)
    begins = moments.hours(event.starts_at, event.ends_at, event.zone, time_by(event))
    said = f"{days}, {begins}" if one_day else _("%(days)s, начало в %(time)s") % {"days": days, "time": begins}
    return said + yours(event, reader)


def yours(event: Facts, reader: Region | None) -> str:
    """«, у вас 12:00 по Красноярску (МСК+4)» for a reader whose clock differs, else nothing."""
    if reader is None or event.starts_at is None:
        return ""
    here, there = (moments.local(event.starts_at, zone).utcoffset() for zone in (event.zone, reader.zone))
    if here == there:
        return ""
    return _(", у вас %(time)s") % {"time": moments.when(event.starts_at, reader.zone, reader.time_by)}


def weekdays(event: Facts) -> str:
    """«пятница — воскресенье, 2026 год»: what the big date leaves out."""
    if event.starts_at is None:
        return ""
    first, last = (moments.local(moment, event.zone).date() for moment in (event.starts_at, event.ends_at))
    names = [date_format(day, "l").lower() for day in ([first] if first == last else [first, last])]
    return _("%(days)s, %(year)s год") % {"days": " — ".join(names), "year": first.year}


def where(event: Facts) -> str:
    """The place and its address, or that it is online."""
    if event.format == Format.ONLINE:
        return _("по интернету, ссылка для подключения появится на билете за сутки до начала")
    place = str(event.place) if event.place else _("место назовём позже")
    return _("%(place)s; можно и по интернету") % {"place": place} if event.format == Format.HYBRID else place


def state_note(event: Facts) -> str:
    """«Отменено» or «Перенесено»; nothing for an event that goes as planned."""
    return {EventStatus.CANCELLED: _("Событие отменено"), EventStatus.POSTPONED: _("Событие перенесено")}.get(event.status, "")


def date_parts(event: Facts) -> tuple[str, str]:
    """The date in two sizes: («17–19», «сентября»); what does not split is said in one: («», «вторая половина апреля»)."""
    if event.starts_at is None:
        return "", event.date_note or _("дату назовём позже")
    days = moments.span(event.starts_at, event.ends_at, event.zone)
    number, _space, month = days.partition("\u00a0")
    return (number, month) if number.replace("–", "").isdigit() else ("", days)
