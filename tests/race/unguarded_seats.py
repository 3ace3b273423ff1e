"""The same site with the lock of seats off, for the control twin only: no transaction, no `hold`, 5 ms before settling.

Nor does a newcomer look at the line. If this does not oversell, the race test of seats proves nothing (spec: reliability §4).
"""

import os
import threading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")

from core import guard

guard.act = lambda function: function
guard.hold = lambda *_rows: None

from cms.wsgi import application  # noqa: E402
from school.services import enrolling  # noqa: E402

counted = enrolling.has_room


def slowly(*args: object) -> bool:
    """The count first, then a pause in which others count too."""
    found = counted(*args)
    threading.Event().wait(0.05)
    return found


enrolling.has_room = slowly
enrolling.somebody_waits = lambda *_args: False

__all__ = ["application"]
