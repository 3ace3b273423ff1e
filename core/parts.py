"""Parts of a page that say the same to everybody: made once by each process and kept until a publication, a minute at most.

People who are signed in never get pages of the page cache; the header, the footer and a long description they may share.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from core.cache import LONGEST, Store, keep_for, stamp

MOST = 6 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """What was made, and until when it may be shown."""

    made: Any
    weight: int
    until: float


KEPT = Store(MOST)


def kept(request: HttpRequest | None, key: tuple[object, ...], make: Callable[[], Any], *, ages: bool = True) -> Any:
    """What `make` gives, made once for one key, language and stamp of publications. Nothing personal may come of it.

    `key` must name all that it depends on beside what is published. A ready page made with a kept part lives no longer than the
    part, unless the key names everything (`ages=False`).
    A preview and a site under development make everything anew (settings.KEEP_PARTS).
    """
    if not settings.KEEP_PARTS or getattr(request, "is_preview", False):
        return make()
    name = repr((get_language(), stamp.now(), *key))
    part = KEPT.get(name)
    if part is None:
        made = make()
        part = Part(made, len(name) + (2 * len(made) if isinstance(made, str) else 5000), time.time() + LONGEST)
        KEPT.put(name, part)
    if ages and request is not None:
        keep_for(request, part.until - time.time())
    return part.made
