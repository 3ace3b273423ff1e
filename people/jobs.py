"""Jobs of the minute clock."""

from datetime import time, timedelta

from core.tasks import schedule
from people import retention


def every_ten_minutes() -> None:
    """What should not wait for the night: people who never said who they are, and whose three days are over."""
    retention.forget_nameless()
    retention.erase_who_asked()
    retention.forget_last_addresses()


def nightly() -> None:
    """Archives, links, traces."""
    retention.forget_traces()


def mornings() -> None:
    """Letters to the long asleep leave by day."""
    retention.warn_and_erase_asleep()


schedule("people.erasures", timedelta(minutes=10), every_ten_minutes)
schedule("people.traces", timedelta(days=1), nightly, at=time(3, 20))
schedule("people.asleep", timedelta(days=1), mornings, at=time(10, 0))
