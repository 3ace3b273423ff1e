"""Where a call stands at a moment, and what its row can never say (spec: applications §2, §3)."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from applications.calendar import phase
from events.models import InternshipCall

NOW = dt.datetime(2027, 3, 10, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "opens", "closes", "wanted"),
    [
        ("draft", -1, 1, "draft"),
        ("published", None, None, "not_yet"),
        ("published", 1, 2, "not_yet"),
        ("published", -1, 1, "open"),
        ("published", -2, 0, "selection"),
        ("released", -2, -1, "released"),
        ("archived", -2, -1, "archived"),
    ],
)
def test_a_phase_follows_from_status_and_dates(status: str, opens: int | None, closes: int | None, wanted: str) -> None:
    moments = [None if days is None else NOW + days * DAY for days in (opens, closes)]
    assert phase(status, *moments, NOW) == wanted


@pytest.mark.django_db
def test_open_and_public_calls() -> None:
    now = timezone.now()
    rows = {"2701": "draft", "2702": "published", "2703": "released"}
    for code, status in rows.items():
        InternshipCall.objects.create(code=code, title=code, status=status, opens_at=now - DAY, closes_at=now + DAY)
    assert [call.code for call in InternshipCall.objects.open()] == ["2702"]
    assert sorted(call.code for call in InternshipCall.objects.public()) == ["2702", "2703"]


@pytest.mark.django_db
def test_a_call_never_closes_before_it_opens() -> None:
    with pytest.raises(IntegrityError):
        InternshipCall.objects.create(code="2701", title="Весна", opens_at=NOW, closes_at=NOW - DAY)
