"""Outermost: the number of the request, 503 for a busy database, and one log line for each answer (spec: reliability §11)."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from core.faults import busy_page, is_away
from core.logs import request_id

log = logging.getLogger("core.requests")
GIVEN_ID = re.compile(r"[0-9a-f]{8,32}")


class QueryCount:
    """Counts the statements of one request."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self, execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        self.n += 1
        return execute(sql, params, many, context)


class FaultsMiddleware:
    """Stands before everything else, so that no fault leaves the site without a Russian page and a number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began, count = time.monotonic(), QueryCount()
        request.request_id = number_of(request)
        mark = request_id.set(request.request_id)
        try:
            with connection.execute_wrapper(count):
                response = self.get_response(request)
            response.headers["X-Request-ID"] = request.request_id
            # A page from the cache is not worth a line: the proxy in front counts those.
            if not getattr(response, "from_page_cache", False):
                write_line(request, response, time.monotonic() - began, count.n)
            return response
        finally:
            request_id.reset(mark)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """503 instead of 500 where the same request may pass a little later."""
        if not is_away(error):
            return None
        log.warning("database away: %s", error)
        return busy_page(request)


def number_of(request: HttpRequest) -> str:
    """The proxy's number of the request, if we stand behind one; else our own."""
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.TRUSTED_PROXIES else ""
    return given if GIVEN_ID.fullmatch(given) else secrets.token_hex(4)


def write_line(request: HttpRequest, response: HttpResponse, seconds: float, queries: int) -> None:
    """Route instead of path, so that no secret link is written; the person by number only."""
    match = request.resolver_match
    if match is None and response.status_code == 200:
        return  # a static file
    user = getattr(request, "_cached_user", None)  # asking request.user would cost a query
    facts = {
        "route": match.route if match else "",
        "method": request.method,
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "queries": queries,
        "user": getattr(user, "pk", None),
    }
    # a watchman asks every few seconds, and his 503 is an answer, not a fault
    quiet = bool(match) and match.route.startswith("health/")
    level = logging.DEBUG if quiet else logging.WARNING if response.status_code >= 500 else logging.INFO
    log.log(level, "%(method)s /%(route)s %(status)s, %(ms)s мс, запросов к базе: %(queries)s", facts, extra=facts)
