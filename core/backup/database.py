"""The database in a file and back: SQLite by its backup API, PostgreSQL by pg_dump; never a copy of the living file."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

Counts = dict[str, int]
SQLITE, POSTGRES = "database.sqlite3", "database.dump"


class BackupFailed(Exception):
    """Something outside us failed; the text is a Russian sentence."""


def dump(settings: dict, folder: Path) -> tuple[Path, Counts]:
    """Write the database of Django's `settings` (one entry of DATABASES) into the folder; returns file and rows per table.

    The counts are taken from the very snapshot that was written, whatever others write meanwhile.
    """
    return _dump_sqlite(settings, folder) if _is_sqlite(settings) else _dump_postgres(settings, folder)


def load(file: Path, settings: dict) -> Counts:
    """Lay the file out into the empty database of `settings`; returns rows per table. Raises BackupFailed if it is not empty."""
    return _load_sqlite(file, settings) if _is_sqlite(settings) else _load_postgres(file, settings)


def faults(settings: dict) -> list[str]:
    """What the database itself says against its content: broken pages, rows that point nowhere."""
    if not _is_sqlite(settings):
        return []  # pg_restore builds every constraint anew and fails on a row that breaks one
    with closing(sqlite3.connect(settings["NAME"])) as base:
        said = [row[0] for row in base.execute("PRAGMA integrity_check") if row[0] != "ok"]
        return said + [f"{table}: {row}" for table, row, *_rest in base.execute("PRAGMA foreign_key_check")]


def _is_sqlite(settings: dict) -> bool:
    return settings["ENGINE"].endswith("sqlite3")


def _dump_sqlite(settings: dict, folder: Path) -> tuple[Path, Counts]:
    file = folder / SQLITE
    with (
        closing(sqlite3.connect(f"file:{settings['NAME']}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(file)) as target,
    ):
        source.backup(target, pages=-1)  # in one step: writers go on, the copy is of one moment
        return file, _sqlite_counts(target)


def _load_sqlite(file: Path, settings: dict) -> Counts:
    target = Path(settings["NAME"])
    if target.exists():
        raise BackupFailed(f"База {target} уже есть. Разворачивать можно только в пустое место.")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    with closing(sqlite3.connect(target)) as base:
        return _sqlite_counts(base)


def _sqlite_counts(base: sqlite3.Connection) -> Counts:
    names = [
        row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    ]
    return {name: base.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in sorted(names)}  # noqa: S608


def _dump_postgres(settings: dict, folder: Path) -> tuple[Path, Counts]:
    file = folder / POSTGRES
    with _snapshot(settings) as (base, snapshot):
        counts = _postgres_counts(base)
        _tool("pg_dump", settings, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={file}")
    return file, counts


def _load_postgres(file: Path, settings: dict) -> Counts:
    with _session(settings) as base:
        if _postgres_counts(base):
            raise BackupFailed(f"В базе {settings['NAME']} уже есть таблицы. Разворачивать можно только в пустую.")
    _tool("pg_restore", settings, "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={settings['NAME']}", str(file))
    with _session(settings) as base:
        return _postgres_counts(base)


@contextmanager
def _session(settings: dict) -> Iterator["psycopg2.extensions.connection"]:
    known = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"], "password": settings["PASSWORD"]}
    base = psycopg2.connect(dbname=settings["NAME"], **{name: value for name, value in known.items() if value})
    try:
        yield base
    finally:
        base.close()


@contextmanager
def _snapshot(settings: dict) -> Iterator[tuple["psycopg2.extensions.connection", str]]:
    """A transaction whose picture of the database pg_dump shares, so that counts and dump agree."""
    with _session(settings) as base:
        base.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with base.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        yield base, snapshot


def _postgres_counts(base: "psycopg2.extensions.connection") -> Counts:
    with base.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        counts = {}
        for (name,) in cursor.fetchall():
            cursor.execute(f'SELECT COUNT(*) FROM "{name}"')  # noqa: S608
            counts[name] = cursor.fetchone()[0]
        return counts


def _tool(name: str, settings: dict, *options: str) -> None:
    """Run a PostgreSQL tool; the password goes by the environment, where the list of processes does not show it."""
    path = shutil.which(name)
    if path is None:
        raise BackupFailed(f"Не найдена программа {name}: sudo apt install postgresql-client")
    env = os.environ | {"PGPASSWORD": settings["PASSWORD"] or ""}
    where = {"--host": settings["HOST"], "--port": settings["PORT"], "--username": settings["USER"]}
    words = [f"{option}={value}" for option, value in where.items() if value]
    words += [f"--dbname={settings['NAME']}"] if name == "pg_dump" else []
    result = subprocess.run([path, *words, *options], env=env, capture_output=True, text=True, check=False)
    if result.returncode:
        raise BackupFailed(f"{name} не справилась: {result.stderr.strip()[-500:]}")
