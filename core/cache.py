"""Ready pages of anonymous readers: kept in each process, forgotten everywhere within a second after a publication.

A page lives at most a minute; one that shows a clock or free places says so by `keep_for(request, 5)`.
`bump()` forgets all pages of all processes (spec: platform §3, reliability §8).
"""

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

LONGEST = 60.0
LOOK_EVERY = 1.0  # how often a process reads the stamp
STAMP = "pages:stamp"


@dataclass(frozen=True, slots=True)
class Page:
    """A whole answer, as it leaves the site."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    until: float

    @property
    def weight(self) -> int:
        return len(self.body) + 1000


def keep_for(request: HttpRequest, seconds: float) -> None:
    """Let the page now being made live no longer than this in the page cache; the shortest of several wins."""
    request.page_cache_seconds = min(seconds, getattr(request, "page_cache_seconds", LONGEST))


def bump() -> None:
    """Forget all ready pages: every process sees it within a second. Call on commit of what the public sees."""
    cache.set(STAMP, secrets.token_hex(8), None)
    stamp.forget()


class Stamp:
    """This process's copy of the shared version stamp, read at most once a second."""

    def __init__(self) -> None:
        self.value, self.read_at = "", 0.0
        self.lock = threading.Lock()

    def now(self) -> str:
        if not self._is_fresh():
            # One thread reads while the others wait: a thread that took the old value would make a page a second time.
            with self.lock:
                if not self._is_fresh():
                    # A lost stamp is made anew, never taken for the one of before the first publication.
                    self.value = cache.get(STAMP) or cache.get_or_set(STAMP, secrets.token_hex(8), None)
                    self.read_at = time.monotonic()
        return self.value

    def _is_fresh(self) -> bool:
        return bool(self.read_at) and time.monotonic() - self.read_at < LOOK_EVERY

    def forget(self) -> None:
        self.read_at = 0.0


class Store:
    """Pages of this process, the oldest thrown out when they weigh too much together."""

    def __init__(self, most: int = 16 * 1024 * 1024) -> None:
        self.pages: OrderedDict[str, Page] = OrderedDict()
        self.most, self.weight = most, 0
        self.lock = threading.Lock()

    def get(self, key: str) -> Page | None:
        page = self.pages.get(key)
        if page is None or page.until <= time.time():
            return None
        return page

    def put(self, key: str, page: Page) -> None:
        with self.lock:
            self._drop(key)
            self.pages[key] = page
            self.weight += page.weight
            while self.weight > self.most:
                self._drop(next(iter(self.pages)))

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()
            self.weight = 0

    def _drop(self, key: str) -> None:
        old = self.pages.pop(key, None)
        if old:
            self.weight -= old.weight


class Turns:
    """One lock a key, while somebody needs it: of many who ask for the same, one works and the others wait."""

    def __init__(self) -> None:
        self.locks: dict[str, list] = {}
        self.lock = threading.Lock()

    def take(self, key: str) -> threading.Lock:
        with self.lock:
            entry = self.locks.setdefault(key, [threading.Lock(), 0])
            entry[1] += 1
        return entry[0]

    def give_back(self, key: str) -> None:
        with self.lock:
            entry = self.locks[key]
            entry[1] -= 1
            if not entry[1]:
                del self.locks[key]


class Misfits:
    """Addresses whose last answer was not for everybody: nobody waits in line for those."""

    def __init__(self, most: int = 2000) -> None:
        self.until: dict[str, float] = {}
        self.most = most

    def add(self, key: str) -> None:
        if len(self.until) >= self.most:
            self.until.clear()
        self.until[key] = time.time() + LONGEST

    def __contains__(self, key: str) -> bool:
        return self.until.get(key, 0) > time.time()

    def clear(self) -> None:
        self.until.clear()


stamp, store, turns, misfits = Stamp(), Store(), Turns(), Misfits()
