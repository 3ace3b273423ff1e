"""The shared cache of one machine: files, so that two web workers count limits together (spec: platform §3)."""

import fcntl
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class FileCache(FileBasedCache):
    """Django's file cache with `add` and `incr` that hold between processes, and without a walk over all files at each write."""

    CULL_EVERY = 200

    def _cull(self) -> None:
        if random.randrange(self.CULL_EVERY) == 0:  # noqa: S311  (housekeeping, no secret)
            super()._cull()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._createdir()
        with (Path(self._dir) / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def add(self, key: str, value: object, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:  # type: ignore[override]
        """Set the value only if the key is free; exactly one of many processes gets True."""
        with self._locked():
            return super().add(key, value, timeout, version)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Raise a number; no raise is lost. The key's time to live starts anew, as in Django's own."""
        with self._locked():
            return super().incr(key, delta, version)
