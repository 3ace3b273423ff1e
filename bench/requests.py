"""One request through the whole site without a network: CPU time, statements, bytes."""

import gzip
import statistics
import time
from dataclasses import dataclass

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory

REPEATS = 60


@dataclass(frozen=True)
class Measured:
    """Median CPU milliseconds, statements, repeated statements, bytes of the page when packed, status."""

    ms: float
    queries: int
    repeated: int
    packed: int
    status: str


class Statements:
    """Writes down the statements of a request."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute, sql, params, many, context):  # noqa: ANN001, ANN204
        self.seen.append(f"{sql}{params}")
        return execute(sql, params, many, context)


def measure(path: str, *, cookie: str = "", repeats: int = REPEATS, handler: WSGIHandler | None = None) -> Measured:
    """Ask for the address many times; the first answers warm up and are not counted."""
    site = handler or WSGIHandler()
    for _warm in range(5):
        ask(site, path, cookie)
    times = []
    for _round in range(repeats):
        began = time.process_time()
        ask(site, path, cookie)
        times.append((time.process_time() - began) * 1000)
    statements = Statements()
    with connection.execute_wrapper(statements):
        status, body = ask(site, path, cookie)
    repeated = len(statements.seen) - len(set(statements.seen))
    return Measured(statistics.median(times), len(statements.seen), repeated, len(gzip.compress(body, 6)), status)


def ask(site: WSGIHandler, path: str, cookie: str) -> tuple[str, bytes]:
    """One answer: status and body."""
    extra = {"HTTP_COOKIE": cookie} if cookie else {}
    environ = RequestFactory(SERVER_NAME="127.0.0.1", SERVER_PORT="8000").get(path, **extra).environ
    told: list[str] = []
    answer = site(environ, lambda status, _headers: told.append(status))
    body = b"".join(answer)
    answer.close()
    return told[0], body
