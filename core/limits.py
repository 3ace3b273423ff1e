"""Rate limits in the shared cache: sliding windows, counted exactly also with several processes (spec: reliability §7).

Count by account or address first, by IP loosely: a village shares one. Names of keys hold no personal data.
"""

import contextlib
import fcntl
import ipaddress
import math
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from core.links import keyed_hash

_THREADS = threading.Lock()
LOCK_SECONDS, LOCK_TRIES = 2, 40


def allow(name: str, who: str, *, times: int, seconds: int) -> bool:
    """Count one attempt of `who` at `name` and say whether it is within `times` in the last `seconds`.

    A refused attempt is not counted, so waiting always helps. `who` is an address, a phone, a user's key or an IP.
    """
    key = _key(name, who)
    with _lock(key):
        now = time.time()
        marks = _marks(key, now, seconds)
        if len(marks) >= times:
            return False
        cache.set(key, [*marks, now], seconds)
        return True


def wait(name: str, who: str, *, times: int, seconds: int) -> int:
    """Whole seconds until the next attempt is allowed, 0 if it is allowed now; counts nothing."""
    now = time.time()
    marks = _marks(_key(name, who), now, seconds)
    if len(marks) < times:
        return 0
    return max(1, math.ceil(marks[-times] + seconds - now))


def forget(name: str, who: str) -> None:
    """Start anew for `who`: after a right code the earlier misses no longer count."""
    cache.delete(_key(name, who))


def client_ip(request: HttpRequest) -> str:
    """The visitor's IP; `X-Forwarded-For` is believed only for as many steps as settings.TRUSTED_PROXIES says."""
    direct = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        steps = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(steps) >= settings.TRUSTED_PROXIES:
            direct = steps[-settings.TRUSTED_PROXIES]
    try:
        return str(ipaddress.ip_address(direct))
    except ValueError:
        return "0.0.0.0"  # noqa: S104  (a word for «unknown», nothing listens on it)


def network(ip: str) -> str:
    """What limits by IP count: an IPv6 household has 2⁶⁴ addresses, so its network; an IPv4 address itself."""
    address = ipaddress.ip_address(ip)
    return str(ipaddress.ip_network(f"{ip}/64", strict=False)) if address.version == 6 else ip


def _key(name: str, who: str) -> str:
    return f"limit:{name}:{keyed_hash('limit', who.strip().lower())[:32]}"


def _marks(key: str, now: float, seconds: int) -> list[float]:
    return [mark for mark in cache.get(key, []) if mark > now - seconds]


@contextlib.contextmanager
def _lock(key: str) -> Iterator[None]:
    """One counter at a time: a thread lock, and between processes a file lock or, where Redis is shared by hosts, its SET NX."""
    with _THREADS:
        if settings.CACHE_URL:
            yield from _shared_lock(f"{key}:lock")
        else:
            folder = Path(settings.VAR_DIR)
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / "limits.lock").open("w") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield


def _shared_lock(key: str) -> Iterator[None]:
    """Waits at most a fifth of a second: a limit is no reason to keep a person waiting for a dead holder."""
    for _attempt in range(LOCK_TRIES):
        if cache.add(key, 1, LOCK_SECONDS):
            break
        time.sleep(0.005)
    try:
        yield
    finally:
        cache.delete(key)
