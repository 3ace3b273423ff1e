"""A copy of the site: database, public and private files, journal of erasures, and a manifest that proves it."""

import json
import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.utils import timezone

from core.backup.database import dump
from core.backup.parcels import digest, pack, seal

FORM = 1  # of the manifest
NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d")
DAYS, WEEKS, MONTHS = 7, 4, 6


def make_backup(into: Path, *, pipe: str = "") -> Path:
    """Write one copy into a new folder of `into` and return it; a copy without its manifest is unfinished and counts for nothing.

    The database first: files written meanwhile are then too many, never missing. Raises BackupFailed.
    """
    moment = timezone.now()
    folder = into / moment.strftime("%Y-%m-%dT%H-%M-%S")
    folder.mkdir(parents=True, mode=0o700)
    base, counts = dump(settings.DATABASES["default"], folder)
    parts = {"database": seal(base, pipe)}
    packed = {}
    for name, source in folders().items():
        file = folder / f"{name}.tar"
        packed[name] = pack(source, file)
        parts[name] = seal(file, pipe)
    manifest = {
        "form": FORM,
        "made_at": moment.isoformat(),
        "sealed": bool(pipe),
        "engine": settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1],
        "files": {
            name: {"file": path.name, "sha256": digest(path), "bytes": path.stat().st_size} for name, path in parts.items()
        },
        "packed": packed,
        "rows": counts,
    }
    draft = folder / "manifest.part"
    draft.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.rename(folder / "manifest.json")
    return folder


def folders() -> dict[str, Path]:
    """What lies on this machine's disk; files in S3 are kept by the versions of their buckets."""
    found = {"journal": Path(settings.JOURNAL_ROOT)}
    for name, alias in (("media", "default"), ("private", "private")):
        if isinstance(storages[alias], FileSystemStorage):
            found[name] = Path(storages[alias].location)
    for path in found.values():
        path.mkdir(parents=True, exist_ok=True)
    return found


def throw_out_old(into: Path, now: datetime) -> list[str]:
    """Keep the youngest copy of each of 7 days, 4 weeks, 6 months; returns the names thrown out, unfinished ones too."""
    finished = sorted(
        (path for path in into.iterdir() if (path / "manifest.json").exists() and NAME.fullmatch(path.name)), reverse=True
    )
    kept = worth_keeping([path.name for path in finished], now)
    half_done = [
        path
        for path in into.iterdir()
        if path.is_dir() and NAME.fullmatch(path.name) and path not in finished and now - moment_of(path.name) > timedelta(days=1)
    ]
    out = [path for path in finished if path.name not in kept] + half_done
    for path in out:
        shutil.rmtree(path)
    return sorted(path.name for path in out)


def worth_keeping(names: list[str], now: datetime) -> set[str]:
    """Names of the copies to keep, of names youngest first."""
    kept: set[str] = set()
    for key, most, oldest in (
        ("%Y-%m-%d", DAYS, timedelta(days=DAYS)),
        ("%G-%V", WEEKS, timedelta(weeks=WEEKS)),
        ("%Y-%m", MONTHS, timedelta(days=31 * MONTHS)),
    ):
        seen: set[str] = set()
        for name in names:
            moment = moment_of(name)
            period = moment.strftime(key)
            if period not in seen and len(seen) < most and now - moment <= oldest:
                seen.add(period)
                kept.add(name)
    return kept


def moment_of(name: str) -> datetime:
    """When a copy of this name was begun."""
    return timezone.make_aware(datetime.strptime(name, "%Y-%m-%dT%H-%M-%S"), timezone.get_fixed_timezone(0))
