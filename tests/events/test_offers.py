"""Until when an offered place waits (spec: events §4)."""

import datetime as dt
from zoneinfo import ZoneInfo

from events.offers import deadline

PERM = ZoneInfo("Asia/Yekaterinburg")


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 9, day, hour, tzinfo=PERM)


def test_two_days_then_six_hours_then_nothing_by_itself() -> None:
    assert deadline(at(1, 12), at(20, 10), "Asia/Yekaterinburg", 48) == at(3, 12)
    assert deadline(at(18, 12), at(20, 10), "Asia/Yekaterinburg", 48) == at(18, 18)
    assert deadline(at(20, 1), at(20, 10), "Asia/Yekaterinburg", 48) is None


def test_a_deadline_at_night_moves_to_nine_in_the_morning() -> None:
    assert deadline(at(18, 17), at(20, 10), "Asia/Yekaterinburg", 48) == at(19, 9)
    assert deadline(at(1, 3), at(20, 10), "Asia/Yekaterinburg", 48) == at(3, 9)


def test_never_past_the_start_and_without_dates_as_long_as_told() -> None:
    assert deadline(at(19, 17), at(20, 8), "Asia/Yekaterinburg", 48) == at(20, 8)
    assert deadline(at(1, 12), None, "Asia/Yekaterinburg", 24) == at(2, 12)
