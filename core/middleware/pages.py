"""The page cache: answers anonymous readers with ready pages, and makes each page once however many ask (spec: platform §3)."""

import hashlib
import re
import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from core.cache import LONGEST, Page, misfits, stamp, store, turns
from core.vision import parse

# What our own key already tells apart: no cookie but the vision one, gzip or not, no htmx; the browser's language is not asked.
KNOWN_VARY = {"accept-encoding", "cookie", "accept-language", "hx-request"}
OWN_HEADERS = {"date", "server", "connection", "x-request-id", "content-length"}
PATIENCE = 5.0  # seconds to wait for the page another process is making
GZIP = re.compile(r"\bgzip\b")  # as the gzip middleware asks, or the key would lie


class PageCacheMiddleware:
    """GET and HEAD without cookies (but the vision one); 200 without Set-Cookie, `private` and unknown Vary."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = key_of(request)
        if key is None or key in misfits:
            return self.get_response(request)
        page = store.get(key)
        if page:
            return answer(request, page)
        if request.method == "HEAD":
            return self.get_response(request)
        # After waiting in line the answer may have turned out not to be for everybody: then each makes its own, at once.
        return self.in_turn(request, key) or self.get_response(request)

    def in_turn(self, request: HttpRequest, key: str) -> HttpResponse | None:
        """One after another for this address; None when it is no page to keep."""
        line = turns.take(key)
        try:
            with line:
                return None if key in misfits else self.make_once(request, key)
        finally:
            turns.give_back(key)

    def make_once(self, request: HttpRequest, key: str) -> HttpResponse:
        """Take the page a neighbour has just made, in this process or another; else make it."""
        page = store.get(key) or from_neighbours(key)
        if page:
            store.put(key, page)
            return answer(request, page)
        try:
            response = self.get_response(request)
            page = page_of(request, response)
            if page is None:
                misfits.add(key)
                return response
            store.put(key, page)
            cache.set(shared(key), page, max(1, round(page.until - time.time())))
            return answer(request, page)
        finally:
            cache.delete(claim(key))


def key_of(request: HttpRequest) -> str | None:
    """What a page is kept under, or None if this request is not for the cache. Raises DisallowedHost for a foreign host."""
    if request.method not in {"GET", "HEAD"}:
        return None
    meta = request.META
    if "HTTP_AUTHORIZATION" in meta or "HTTP_HX_REQUEST" in meta or "HTTP_RANGE" in meta:
        return None
    vision = ""
    if meta.get("HTTP_COOKIE"):
        raw = request.COOKIES.get(settings.VISION_COOKIE)
        if len(request.COOKIES) != 1 or raw is None:
            return None
        # Sixty choices at most: a forged cookie is shown the usual page, so it gets that one and cannot fill the store.
        chosen = parse(raw)
        vision = chosen.cookie if chosen else ""
    gzip = "z" if GZIP.search(meta.get("HTTP_ACCEPT_ENCODING", "")) else ""
    query = meta.get("QUERY_STRING", "")
    if len(query) > 300 or request.path.startswith(settings.NEVER_CACHED):
        return None
    # The path comes last and ends with a sign no query can hold, so that no address can be read as another.
    return f"{stamp.now()}|{request.scheme}|{request.get_host()}|{gzip}|{vision}|{request.path}\0{query}"


def page_of(request: HttpRequest, response: HttpResponse) -> Page | None:
    """The answer as a page to keep, or None if it is not for everybody."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return None
    control = response.headers.get("Cache-Control", "")
    if "private" in control or "no-store" in control or "no-cache" in control:
        return None
    vary = {part.strip().lower() for part in response.headers.get("Vary", "").split(",") if part.strip()}
    if not vary <= KNOWN_VARY:
        return None
    seconds = min(LONGEST, getattr(request, "page_cache_seconds", LONGEST), getattr(response, "page_cache_seconds", LONGEST))
    if seconds <= 0:
        return None
    return Page(headers_of(response), response.content, tag_of(response.content), time.time() + seconds)


def headers_of(response: HttpResponse) -> tuple[tuple[str, str], ...]:
    """Headers as kept: browsers ask again each time (304 is cheap), the proxy may keep the page one second."""
    kept = {name: value for name, value in response.headers.items() if name.lower() not in OWN_HEADERS}
    kept["Vary"] = "Accept-Encoding, Cookie"
    kept.setdefault("Cache-Control", "no-cache")
    kept["X-Accel-Expires"] = "1"
    return tuple(kept.items())


def answer(request: HttpRequest, page: Page) -> HttpResponse:
    """A fresh answer made of a kept page: 304 when the reader has it already, no body for HEAD."""
    known = request.META.get("HTTP_IF_NONE_MATCH", "")
    if known and page.etag in known:
        response = HttpResponse(status=304)
        body = b""
    else:
        body = page.body
        response = HttpResponse(b"" if request.method == "HEAD" else body)
    for name, value in page.headers:
        response.headers[name] = value
    response.headers["ETag"] = page.etag
    if response.status_code == 200:
        response.headers["Content-Length"] = str(len(body))
    response.from_page_cache = True
    return response


def from_neighbours(key: str) -> Page | None:
    """The page from the shared cache; while another process is making it, wait for it. None means: make it yourself."""
    until = time.monotonic() + PATIENCE
    while True:
        page = cache.get(shared(key))
        if page is not None:
            return page
        if cache.add(claim(key), 1, PATIENCE) or time.monotonic() > until:
            return cache.get(shared(key))  # it may have been finished between the look and the claim
        time.sleep(0.01)


def tag_of(body: bytes) -> str:
    return f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def shared(key: str) -> str:
    return f"page:{hashlib.blake2b(key.encode(), digest_size=16).hexdigest()}"


def claim(key: str) -> str:
    return f"making:{hashlib.blake2b(key.encode(), digest_size=16).hexdigest()}"
