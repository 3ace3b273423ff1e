"""Jobs of the minute clock; what they did goes into the journal beside the erasures."""

import json
from datetime import time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from core.tasks import schedule
from people import retention


def journal(**counts: int) -> None:
    """Add a line with what was forgotten, if anything was: numbers only."""
    done = {name: count for name, count in counts.items() if count}
    if done:
        path = Path(settings.JOURNAL_ROOT) / "retention.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"at": timezone.now().isoformat(timespec="seconds")} | done) + "\n")


def every_ten_minutes() -> None:
    """What should not wait for the night: people who never said who they are, and whose three days are over."""
    counts = {"nameless": retention.forget_nameless(), "asked": retention.erase_who_asked()}
    journal(**counts, last_addresses=retention.forget_last_addresses())


def nightly() -> None:
    """Archives, links, traces."""
    journal(**retention.forget_traces())


def mornings() -> None:
    """Letters to the long asleep leave by day."""
    journal(**retention.warn_and_erase_asleep())


schedule("people.erasures", timedelta(minutes=10), every_ten_minutes)
schedule("people.traces", timedelta(days=1), nightly, at=time(3, 20))
schedule("people.asleep", timedelta(days=1), mornings, at=time(10, 0))
