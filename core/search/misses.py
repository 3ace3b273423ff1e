"""«Ищут и не находят»: questions without an answer, by week, without whose they were (spec: search-and-languages §2, §8)."""

import logging
import re
from datetime import date, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from core import limits
from core.models import SearchMiss
from core.search.find import Found
from core.search.words import fold

log = logging.getLogger("core.search")
PERSONAL = re.compile(r"@|(?:\d\D{0,2}){5}")  # an e-mail, a phone, a number of a document
PER_MINUTE = 30
LONGEST = 200


def note(found: Found, address: str) -> bool:
    """Count a question that found nothing; call for the first page of a search without filters. Says whether it was counted.

    Never more than 30 a minute from one address, nothing that looks personal, and never a fault on the search page.
    """
    said = fold(found.text)[:LONGEST]
    if not found.missed or found.updating or not said or PERSONAL.search(found.text):
        return False
    if not limits.allow("search-miss", address, times=PER_MINUTE, seconds=60):
        return False
    try:
        with transaction.atomic():
            row, created = SearchMiss.objects.get_or_create(week=week_of(timezone.localdate()), locale=found.locale, words=said)
            if not created:
                SearchMiss.objects.filter(pk=row.pk).update(times=F("times") + 1)
    except DatabaseError:
        log.warning("a search that found nothing was not counted: the database is busy")
        return False
    return True


def week_of(day: date) -> date:
    """The Monday of the week."""
    return day - timedelta(days=day.weekday())


def report(*, weeks: int = 8, locale: str = "") -> QuerySet[SearchMiss]:
    """Rows of the report, newest week first, the oftenest first; the CSV has the same rows."""
    since = week_of(timezone.localdate()) - timedelta(weeks=weeks - 1)
    rows = SearchMiss.objects.filter(week__gte=since)
    return (rows.filter(locale=locale) if locale else rows).order_by("-week", "-times", "words")
