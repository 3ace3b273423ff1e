"""Time as people say it: the event's own zone with «МСК+2», days and spans of days (spec: platform §9).

Spaces inside a date or a time are unbreakable. Zones are names of the tz base («Asia/Yekaterinburg»).
"""

from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.plurals import NBSP, counted

MOSCOW = ZoneInfo("Europe/Moscow")
Zone = str | tzinfo | None


def local(moment: datetime, zone: Zone = None) -> datetime:
    """The moment in the zone (by default the site's)."""
    where = ZoneInfo(zone) if isinstance(zone, str) and zone else zone or timezone.get_default_timezone()
    return moment.astimezone(where)


def msk(moment: datetime, zone: Zone) -> str:
    """«МСК», «МСК+2», «МСК−1»: how far the zone's clock is from Moscow's at that moment."""
    minutes = int((local(moment, zone).utcoffset() - local(moment, MOSCOW).utcoffset()).total_seconds()) // 60
    if not minutes:
        return _("МСК")
    hours, rest = divmod(abs(minutes), 60)
    return _("МСК") + ("+" if minutes > 0 else "−") + str(hours) + (f":{rest:02}" if rest else "")


def clock(moment: datetime, zone: Zone = None) -> str:
    """«09:05» in the zone."""
    return local(moment, zone).strftime("%H:%M")


def where(moment: datetime, zone: Zone, by: str = "") -> str:
    """«по Перми (МСК+2)», «МСК», and «МСК+2» where nothing is said of the place or it cannot be said in the page's language."""
    label = msk(moment, zone)
    if not by or label == _("МСК") or get_language() == "en":
        return label
    return f"{by.replace(' ', NBSP)} ({label})"


def when(moment: datetime, zone: Zone, by: str = "") -> str:
    """«10:00 по Перми (МСК+2)»; `by` says «по Перми»."""
    return f"{clock(moment, zone)}{NBSP}{where(moment, zone, by)}"


def hours(starts: datetime, ends: datetime | None, zone: Zone, by: str = "") -> str:
    """«10:00–17:00 по Перми (МСК+2)»; without an end, or with an end on another day, only the beginning."""
    if ends is None or local(starts, zone).date() != local(ends, zone).date() or ends <= starts:
        return when(starts, zone, by)
    return f"{clock(starts, zone)}–{when(ends, zone, by)}"


def day(moment: date, zone: Zone = None) -> str:
    """«22 ноября 2026 г.» in the zone; a plain date is taken as it is."""
    return _joined(formats.date_format(_date(moment, zone), "DATE_FORMAT"))


def day_month(moment: date, zone: Zone = None) -> str:
    """«22 ноября»."""
    return _joined(formats.date_format(_date(moment, zone), "MONTH_DAY_FORMAT"))


def span(starts: date, ends: date | None, zone: Zone = None, today: date | None = None) -> str:
    """«17 сентября», «17–19 сентября», «30 сентября – 2 октября»; the year is said when it is not this one.

    `today` is for tests and letters that are read later; by default now in the zone.
    """
    first = _date(starts, zone)
    last = max(first, _date(ends, zone)) if ends else first
    this_year = (today or local(timezone.now(), zone)).year
    short = first.year == last.year == this_year
    say = day_month if short else day
    if first == last:
        return say(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{say(last)}"
    if first.year == last.year:
        return f"{day_month(first)} – {say(last)}"
    return f"{day(first)} – {day(last)}"


def ago(moment: datetime, now: datetime | None = None, zone: Zone = None) -> str:
    """«только что», «5 минут назад», «сегодня в 14:06», «вчера в 19:42», else the day; a moment to come is its day."""
    now = now or timezone.now()
    passed = now - moment
    if timedelta(0) <= passed < timedelta(minutes=1):
        return _("только что")
    if timedelta(0) <= passed < timedelta(hours=1):
        return _("%(minutes)s назад") % {"minutes": counted(int(passed.total_seconds()) // 60, _("минуту,минуты,минут"))}
    days = (local(now, zone).date() - local(moment, zone).date()).days
    if days == 0 and passed > timedelta(0):
        return _("сегодня в %(time)s") % {"time": clock(moment, zone)}
    if days == 1:
        return _("вчера в %(time)s") % {"time": clock(moment, zone)}
    return span(moment, None, zone, local(now, zone).date())


def _date(moment: date, zone: Zone) -> date:
    return local(moment, zone).date() if isinstance(moment, datetime) else moment


def _joined(said: str) -> str:
    return said.replace(" ", NBSP)
