"""A copy laid out in an empty place, and the proof that nothing is missing."""

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from core.backup.database import BackupFailed, Counts, faults, load
from core.backup.making import FORM
from core.backup.parcels import SEALED, digest, through, unpack

PLACES = ("media", "private", "journal")


@dataclass
class Proof:
    """What was laid out and what does not agree with the manifest; an empty list of complaints is the proof."""

    rows: Counts = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)


def newest(into: Path) -> Path:
    """The youngest finished copy. Raises BackupFailed if there is none."""
    finished = sorted(path.parent for path in into.glob("*/manifest.json"))
    if not finished:
        raise BackupFailed(f"В {into} нет ни одной законченной копии: make backup")
    return finished[-1]


def read_manifest(copy: Path) -> dict:
    """The manifest of a copy. Raises BackupFailed if it is missing or of another form."""
    try:
        manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise BackupFailed(f"В {copy} нет описи manifest.json: копия не закончена или это не копия.") from None
    if manifest.get("form") != FORM:
        raise BackupFailed(f"Опись вида {manifest.get('form')}, а эта программа читает вид {FORM}.")
    return manifest


def restore(copy: Path, *, database: dict, to: Path, pipe: str = "") -> Proof:
    """Lay a copy out: the database into the empty one of `database`, files into folders of `to`; sums are checked first.

    `pipe`: the command that opens what BACKUP_PIPE sealed. Raises BackupFailed before anything is written if a sum is wrong.
    """
    manifest = read_manifest(copy)
    if manifest["engine"] != database["ENGINE"].rsplit(".", 1)[-1]:
        raise BackupFailed(f"Копия сделана из {manifest['engine']}, а разворачивать её просят в {database['ENGINE']}.")
    wrong = [part["file"] for part in manifest["files"].values() if not _intact(copy, part)]
    if wrong:
        raise BackupFailed(f"Файлы копии испорчены или пропали: {', '.join(wrong)}.")
    proof = Proof()
    with tempfile.TemporaryDirectory(dir=to.parent) as folder:
        opened = {name: _open(copy / part["file"], Path(folder), pipe) for name, part in manifest["files"].items()}
        proof.rows = load(opened["database"], database)
        proof.files = {name: unpack(opened[name], to / name) for name in PLACES if name in opened}
    proof.complaints = disagreements(manifest, proof) + faults(database)
    return proof


def disagreements(manifest: dict, proof: Proof) -> list[str]:
    """Tables and folders whose number of rows or files is not the one written down."""
    found = []
    for title, written, seen in (("таблица", manifest["rows"], proof.rows), ("папка", manifest["packed"], proof.files)):
        for name in sorted(written.keys() | seen.keys()):
            if written.get(name) != seen.get(name):
                found.append(f"{title} {name}: в описи {written.get(name)}, развёрнуто {seen.get(name)}")
    return found


def _intact(copy: Path, part: dict) -> bool:
    path = copy / part["file"]
    return path.is_file() and path.stat().st_size == part["bytes"] and digest(path) == part["sha256"]


def _open(file: Path, folder: Path, pipe: str) -> Path:
    if not file.name.endswith(SEALED):
        return file
    if not pipe:
        raise BackupFailed("Копия зашифрована: укажите команду расшифровки, --pipe «age -d -i ключ».")
    target = folder / file.name.removesuffix(SEALED)
    through(pipe, file, target)
    return target
