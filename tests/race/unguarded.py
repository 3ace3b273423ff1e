"""The same site with the lock off, for the control twin only: no transaction, no `hold`, 5 ms before settling.

Nor does it look at the line: rows that others have inserted and not settled yet would count as people waiting. Ticket
numbers are thrown like dice: unique in an event and given in turn, they would be a second lock.
If this does not oversell, the race test proves nothing (spec: reliability §4).
"""

import importlib
import os
import secrets
import threading
from dataclasses import replace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")

from core import guard

guard.act = lambda function: function
guard.hold = lambda *_rows: threading.Event().wait(0.005)

from cms.wsgi import application  # noqa: E402

register = importlib.import_module("events.services.register")
counted = register.standing
register.newcomer_fits = lambda room, _waiting, newcomer: room.fits(newcomer)
register.standing = lambda *args: replace(counted(*args), last_number=secrets.randbelow(10**8))

__all__ = ["application"]
