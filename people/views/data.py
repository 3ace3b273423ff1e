"""«Что вы обо мне знаете»: in words, as an archive, and erased on request (spec: platform §6)."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.files import serve
from people.decorators import fresh, signed_in
from people.models import DataArchive
from people.personal import sources
from people.rules import is_staff
from people.services import archives, erasure


@never_cache
@signed_in
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """Everything every source knows, in words, with why it is kept."""
    parts = [(source.title, [one for one in source.describe(request.user) if one.lines]) for source in sources()]
    context = {
        "parts": [(title, sections) for title, sections in parts if sections],
        "archive": archives.current_archive(request.user),
        "asked": erasure.open_request(request.user),
        "note": request.GET.get("done", ""),
    }
    return render(request, "people/data.html", context)


@fresh
@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest) -> HttpResponse:
    """«Скачать всё»: make the archive, then it stands on the page; GET (after proving who one is) asks to press the button."""
    if request.method == "GET":
        return render(request, "people/archive_ask.html", {"archive": archives.current_archive(request.user)})
    try:
        archives.make_archive(request.user)
    except archives.TooOften:
        return _back("often")
    return _back("made")


@fresh
@require_GET
def download(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The archive itself: only for its own person, for seven days."""
    row = DataArchive.objects.filter(public_id=public_id, user=request.user, expires_at__gt=timezone.now()).first()
    if row is None:
        raise Http404
    return serve(request, row.file, name=_("Мои данные") + ".zip")


@never_cache
@fresh
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """«Удалить меня»: first what would be erased and what stays, then three days to think."""
    staff = is_staff(request.user)
    if request.method == "POST" and not staff:
        erasure.ask_erasure(request.user, by=request.user)
        return _back("asked")
    preview = [] if staff else [(source.title, source.erase(request.user, True)) for source in sources()]
    context = {"preview": preview, "staff": staff, "asked": erasure.open_request(request.user)}
    return render(request, "people/erase.html", context)


@signed_in
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """«Оставить мои данные»."""
    erasure.cancel_erasure(request.user, by=request.user)
    return _back("kept")


def _back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('people:data')}?done={done}")
