"""The month: days as a list on a phone, a table on wide screens."""

import calendar
import re
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core import languages
from core.cache import keep_for
from events.models import EventIndexPage
from events.models.listing import month_days

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def month(request: HttpRequest, month: str) -> HttpResponse:
    """One month of events; 404 for what is no month."""
    found = MONTH.fullmatch(month)
    if not found:
        raise Http404
    first = date(int(found[1]), int(found[2]), 1)
    days = dict(month_days(first, timezone.now()))
    weeks = [
        [(day, days.get(day, [])) for day in week] for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    keep_for(request, 5)
    context = {
        "first": first,
        "weeks": weeks,
        "days": sorted(days.items()),
        "previous": (first - timedelta(days=1)).strftime("%Y-%m"),
        "next": (first + timedelta(days=32)).strftime("%Y-%m"),
        "index": _index(),
    }
    return render(request, "events/month.html", context)


def _index() -> EventIndexPage | None:
    """The list of events in the language of the screen, else the Russian one."""
    found = EventIndexPage.objects.live().filter(locale__language_code__in={languages.current(), languages.RUSSIAN})
    return max(found.select_related("locale"), key=lambda page: page.locale.language_code == languages.current(), default=None)
