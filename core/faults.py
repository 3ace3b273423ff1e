"""What a person sees when the database is busy or we have erred; neither page touches the database (spec: reliability §11)."""

import re

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException, UnreadablePostError
from django.template import loader

from core.guard import Busy

RETRY_AFTER = 5  # seconds
KEEP_AT_MOST = 200_000  # signs of a form
# Classes of PostgreSQL's states: connection, rollback, resources, lock, intervention, system.
AWAY_CLASSES = {"08", "40", "53", "55", "57", "58"}
AWAY_WORDS = ("locked", "busy", "disk is full", "disk i/o", "unable to open", "readonly", "connect", "server closed", "timeout")
SECRET_NAME = re.compile(r"password|passwd|secret|token|code|otp|kod|parol", re.IGNORECASE)
UNREADABLE = (
    UnreadablePostError,
    RawPostDataException,
    MultiPartParserError,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)


def is_away(error: BaseException | None) -> bool:
    """Whether the database is busy, away, full or out of connections, so that the same request may pass later."""
    if isinstance(error, (Busy, InterfaceError)):
        return True
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None)
    if state:
        return state[:2] in AWAY_CLASSES
    text = str(error).lower()
    return any(word in text for word in AWAY_WORDS)


def busy_page(request: HttpRequest) -> HttpResponse:
    """503 with Retry-After; what was typed stays in a form that sends it again, without passwords, codes and files."""
    fields, lost = kept_fields(request) if request.method == "POST" else ([], False)
    context = {
        "fields": fields,
        "lost": lost,
        "posted": request.method == "POST",
        "address": request.get_full_path(),
        "request_id": getattr(request, "request_id", ""),
        "phone": settings.NETWORK_PHONE[1],
    }
    response = HttpResponse(loader.get_template("503.html").render(context), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "private, no-store"
    return response


def fault_page(request: HttpRequest) -> HttpResponse:
    """500: static words and the number by which the log line is found."""
    context = {"request_id": getattr(request, "request_id", ""), "phone": settings.NETWORK_PHONE[1]}
    response = HttpResponse(loader.get_template("500.html").render(context), status=500)
    response["Cache-Control"] = "private, no-store"
    return response


def kept_fields(request: HttpRequest) -> tuple[list[tuple[str, str]], bool]:
    """Name and value of every posted field that may be shown again, and whether something was left out."""
    try:
        posted, files = request.POST, request.FILES
    except UNREADABLE:
        return [], True
    fields = [(name, value) for name, values in posted.lists() for value in values if keeps(name)]
    lost = bool(files) or any(not keeps(name) for name in posted)
    if sum(len(name) + len(value) for name, value in fields) > KEEP_AT_MOST:
        return [], True
    return fields, lost


def keeps(name: str) -> bool:
    """Whether a field of this name may be written into a page; the form's own token must be, or it could not be sent again."""
    return name == "csrfmiddlewaretoken" or not SECRET_NAME.search(name)
