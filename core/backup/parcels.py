"""Folders in tar files, seals around files (BACKUP_PIPE), and their sums."""

import hashlib
import shlex
import subprocess
import tarfile
from pathlib import Path

from core.backup.database import BackupFailed

BLOCK = 1024 * 1024
SEALED = ".sealed"


def pack(folder: Path, into: Path) -> int:
    """Write all files of the folder into one tar; returns how many. One that vanishes meanwhile was deleted: left out."""
    count = 0
    with tarfile.open(into, "w") as tar:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                try:
                    tar.add(path, arcname=str(path.relative_to(folder)), recursive=False)
                except FileNotFoundError:
                    continue
                count += 1
    return count


def unpack(file: Path, into: Path) -> int:
    """Lay a tar out into a folder that must be empty or not there yet; returns how many files it held."""
    if into.exists() and any(into.iterdir()):
        raise BackupFailed(f"В папке {into} уже что-то лежит. Разворачивать можно только в пустую.")
    into.mkdir(parents=True, exist_ok=True)
    with tarfile.open(file) as tar:
        tar.extractall(into, filter="data")
        return sum(member.isfile() for member in tar.getmembers())


def seal(file: Path, pipe: str) -> Path:
    """Pass the file through the command of BACKUP_PIPE and drop the open one; without a command the file stays as it is."""
    if not pipe:
        return file
    sealed = file.with_name(file.name + SEALED)
    through(pipe, file, sealed)
    file.unlink()
    return sealed


def through(pipe: str, source: Path, target: Path) -> None:
    """Run the command with the one file at its entrance and the other at its exit."""
    with source.open("rb") as entrance, target.open("wb") as way_out:
        result = subprocess.run(shlex.split(pipe), stdin=entrance, stdout=way_out, stderr=subprocess.PIPE, check=False)
    if result.returncode:
        target.unlink()
        raise BackupFailed(
            f"Команда «{shlex.split(pipe)[0]}» не справилась: {result.stderr.decode(errors='replace').strip()[-300:]}"
        )


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    sums = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            sums.update(block)
    return sums.hexdigest()
