"""Numbers people say aloud: «26-2-00042» = year, series, counter; none is skipped, none is given twice (reliability §4).

Series: 1 events, 2 School, 3 internships.
"""

import re
from datetime import date

from django.db import connection
from django.db.models import F
from django.utils import timezone

from core.guard import OutsideAct
from core.models.papers import PaperCounter

SAID = re.compile(r"\s*(?:№|N|No\.?)?\s*(\d{2})[^\d\w]*(\d)[^\d\w]*(\d{1,8})\s*", re.I)


def next_number(series: int, today: date | None = None) -> str:
    """Raise the counter of the series and the year by one and say the number.

    Call inside the act that writes the paper, after the act's other guards: when the act rolls back, so does the counter, hence
    no gaps; until it ends, the counter row is locked, hence no doubles. Raises OutsideAct.
    """
    if not connection.in_atomic_block:
        raise OutsideAct
    year = (today or timezone.localdate()).year
    counter = PaperCounter.objects.filter(series=series, year=year)
    if not counter.update(last=F("last") + 1):
        # the first of the year; who comes second waits here for the first and then finds the row
        PaperCounter.objects.bulk_create([PaperCounter(series=series, year=year)], ignore_conflicts=True)
        counter.update(last=F("last") + 1)
    return said(year, series, counter.values_list("last", flat=True).get())


def said(year: int, series: int, count: int) -> str:
    """«26-2-00042»."""
    return f"{year % 100:02}-{series}-{count:05}"


def read(text: str) -> str:
    """A number as people type it («№ 26-2-42», «26 – 2 – 00042», «26200042») in our spelling; empty for what is no number."""
    found = SAID.fullmatch(text)
    if not found:
        return ""
    year, series, count = found.groups()
    return f"{year}-{series}-{int(count):05}"
