"""A form whose sending met «сначала войдите» or an outdated token: kept for a day under its path (spec: reliability §11).

It is bound to the person who opened the form or, where nobody knows who that was, to this browser's session.
"""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from core import limits
from core.drafts.owners import opener, owner_of, owners_of
from core.faults import keeps, kept_fields
from core.models import KeptText

SESSION_KEY = "kept_texts"
KEPT_FOR = timedelta(hours=24)
MOST_BYTES, MOST_FORMS = 200 * 1024, 5
OWN_FIELDS = {"csrfmiddlewaretoken", "draft", "draft-versions", "draft-tab"}


@dataclass(frozen=True)
class Pointer:
    """What the session knows of a kept form, so that pages without one cost no query."""

    public_id: str
    action: str
    page: str


def keep(request: HttpRequest) -> str | None:
    """Keep what was typed into the form being sent; returns the address where the form will come back filled.

    None: it could not be kept (nothing typed, over 200 KB, too many from one address, another person's form), so the
    caller must not lead away from it in silence. Passwords, codes and files are never kept. Writes one row.
    """
    fields, _left_out = kept_fields(request)
    lost = bool(request.FILES) or any(any(values) for name, values in request.POST.lists() if not keeps(name))
    typed = [[name, value.replace("\0", "")] for name, value in fields if name not in OWN_FIELDS and keeps(name)]
    if not typed or sum(len(name.encode()) + len(value.encode()) for name, value in typed) > MOST_BYTES:
        return None
    me, opened_by = owner_of(request.user), opener(request)
    if me and opened_by and opened_by not in owners_of(request.user):
        return None
    ip = limits.network(limits.client_ip(request))
    if not limits.allow("kept_text", me or opened_by or ip, times=30, seconds=3600):
        return None
    page = came_from(request)
    row = KeptText.objects.create(
        owner=me or opened_by, action=request.path[:500], page=urlsplit(page).path[:500], typed=typed, lost=lost
    )
    _point(request, row)
    return page


def came_from(request: HttpRequest) -> str:
    """The page of ours the form stood on, with its query; the path it was sent to where the browser does not say."""
    said = urlsplit(request.headers.get("Referer", ""))
    page = f"{said.path}?{said.query}" if said.query else said.path
    if said.netloc != request.get_host() or len(page) > 450 or not url_has_allowed_host_and_scheme(page, allowed_hosts=None):
        return request.path
    return page


def waiting(request: HttpRequest) -> KeptText | None:
    """The form kept for this page, if it is this person's. No query where the session knows of none."""
    ours = [one for one in pointers(request) if request.path in {one.page, one.action}]
    if not ours:
        return None
    mine = KeptText.objects.filter(Q(owner="") | Q(owner__in=owners_of(request.user)), kept_at__gt=timezone.now() - KEPT_FOR)
    return mine.filter(public_id__in=[one.public_id for one in ours]).order_by("-kept_at", "-pk").first()


def pointers(request: HttpRequest) -> list[Pointer]:
    """What this session knows of. Reads the session only where the browser has one."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES and not request.session.modified:
        return []
    return [Pointer(*one) for one in request.session.get(SESSION_KEY, [])]


def sent(request: HttpRequest) -> None:
    """The form was sent and taken: what was kept for its path is not needed any more."""
    done = [one.public_id for one in pointers(request) if one.action == request.path]
    if done:
        drop(request, *done)


def drop(request: HttpRequest, *public_ids: str) -> None:
    """Forget kept forms of this session."""
    known = {one.public_id for one in pointers(request)} & set(public_ids)
    KeptText.objects.filter(public_id__in=known).delete()
    _write(request, [one for one in pointers(request) if one.public_id not in known])


def arrived(request: HttpRequest, user: object) -> None:
    """Somebody has signed in: their own forms kept elsewhere come along, another person's stay behind. One or two queries."""
    known = [one.public_id for one in pointers(request)]
    mine = Q(owner__in=owners_of(user)) | Q(owner="", public_id__in=known)
    rows = KeptText.objects.filter(mine, kept_at__gt=timezone.now() - KEPT_FOR).order_by("-kept_at", "-pk")[:MOST_FORMS]
    KeptText.objects.filter(owner="", public_id__in=[row.public_id for row in rows]).update(owner=owner_of(user))
    found = [Pointer(row.public_id, row.action, row.page) for row in rows]
    if found or known:
        _write(request, found)


def _point(request: HttpRequest, row: KeptText) -> None:
    same = [one.public_id for one in pointers(request) if one.action == row.action]
    others = [one for one in pointers(request) if one.public_id not in same]
    KeptText.objects.filter(public_id__in=[*same, *(one.public_id for one in others[MOST_FORMS - 1 :])]).delete()
    _write(request, [Pointer(row.public_id, row.action, row.page), *others[: MOST_FORMS - 1]])


def _write(request: HttpRequest, found: list[Pointer]) -> None:
    request.session[SESSION_KEY] = [[one.public_id, one.action, one.page] for one in found]
