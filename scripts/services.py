"""What the tests may use on this machine: Chromium, PostgreSQL, Redis. Starts no service."""

import os
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import psycopg2

SOCKETS = "/var/run/postgresql"


@dataclass(frozen=True)
class Found:
    """A service: how to reach it (empty if it is not there) and, if not, why in capitals."""

    name: str
    address: str
    why: str = ""

    @property
    def absent(self) -> bool:
        return not self.address


def chromium() -> Found:
    """The system's browser: Playwright's own is never downloaded."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return Found("chromium", path)
    return Found("chromium", "", "БРАУЗЕРНЫЕ ТЕСТЫ НЕ ЗАПУСКАЛИСЬ: нет Chromium (apt install chromium)")


def postgres() -> Found:
    """The first server that answers and lets us make databases, in the order of the platform's sheet."""
    why = "ТЕСТЫ НА POSTGRESQL НЕ ЗАПУСКАЛИСЬ: сервер не найден (apt install postgresql)"
    for address in _postgres_addresses():
        rights = _rights(address)
        if rights is None:
            continue
        may_create, version = rights
        if version < 150_000:
            why = "ТЕСТЫ НА POSTGRESQL НЕ ЗАПУСКАЛИСЬ: нужен PostgreSQL 15 или новее"
        elif not may_create:
            why = "ТЕСТЫ НА POSTGRESQL НЕ ЗАПУСКАЛИСЬ: нет права создавать базы (ALTER ROLE … CREATEDB)"
        else:
            return Found("postgres", address)
    return Found("postgres", "", why)


def redis() -> Found:
    """Redis of CACHE_URL or of this machine; asked by the shortest of its own words."""
    for address in (os.environ.get("CACHE_URL", ""), "redis://127.0.0.1:6379/9"):
        parts = urlsplit(address)
        if parts.scheme not in {"redis", "rediss"}:
            continue
        try:
            with socket.create_connection((parts.hostname, parts.port or 6379), timeout=2) as line:
                line.sendall(b"PING\r\n")
                if line.recv(64).startswith(b"+PONG"):
                    return Found("redis", address)
        except OSError:
            continue
    return Found("redis", "", "ТЕСТЫ С REDIS НЕ ЗАПУСКАЛИСЬ: сервер не найден (apt install redis-server)")


def _postgres_addresses() -> Iterator[str]:
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres", "pgsql")):
        yield given
    user, password = quote(os.environ.get("PGUSER", "postgres")), quote(os.environ.get("PGPASSWORD", ""), safe="")
    if host := os.environ.get("PGHOST"):
        yield f"postgres://{user}:{password}@{quote(host, safe='')}:{os.environ.get('PGPORT', '5432')}/postgres"
    if os.path.isdir(SOCKETS):
        yield f"postgres://{user}@{quote(SOCKETS, safe='')}/postgres"
    yield "postgres://postgres:postgres@127.0.0.1:5432/postgres"
    yield "postgres://postgres@127.0.0.1:5432/postgres"


def _with_database(address: str, database: str) -> str:
    return f"{address.rsplit('/', 1)[0]}/{database}".replace("psql://", "postgresql://")


def _rights(address: str) -> tuple[bool, int] | None:
    """Whether we may create databases there, and the server's version; None if nobody answers or lets us in."""
    try:
        connection = psycopg2.connect(_with_database(address, "postgres"), connect_timeout=3)
    except psycopg2.Error:
        return None
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        may_create = bool(cursor.fetchone()[0])
    connection.close()
    return may_create, connection.server_version
