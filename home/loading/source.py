"""Reading the demo's data files and remembering what each key became."""

import tomllib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

FOLDER = settings.BASE_DIR / "home" / "demo"


def read(name: str) -> dict[str, Any]:
    """One file of home/demo, by its path without «.toml»."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def read_all(folder: str) -> list[dict[str, Any]]:
    """All files of a folder, in order of their names; translations (`*.en.toml`) are left to their originals."""
    paths = sorted(path for path in (FOLDER / folder).glob("*.toml") if path.stem.count(".") == 0)
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]


def translation(folder: str, name: str, language: str) -> dict[str, Any] | None:
    """The translation file of one thing, or None."""
    path: Path = FOLDER / folder / f"{name}.{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def days_ago(days: int) -> Any:
    """A moment so many days before now."""
    return timezone.now() - timedelta(days=days)


@dataclass
class Known:
    """What the keys of the data files became in the database."""

    regions: dict[str, Any] = field(default_factory=dict)
    territories: dict[str, Any] = field(default_factory=dict)
    organisations: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    terms: dict[tuple[str, str], Any] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)
    activities: dict[str, Any] = field(default_factory=dict)
    studies: list[tuple[Any, list[Any], int]] = field(default_factory=list)
    pictures: dict[tuple[str, int], Any] = field(default_factory=dict)
