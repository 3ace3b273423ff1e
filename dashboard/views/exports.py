"""The page of a big export: ready or not yet, for the one who asked (spec: platform §8)."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.files import serve
from core.models import ExportFile
from people.decorators import staff_only


def _mine(request: HttpRequest, public_id: str) -> ExportFile:
    rows = ExportFile.objects.filter(by=request.user, expires_at__gt=timezone.now())
    return get_object_or_404(rows, public_id=public_id)


@never_cache
@staff_only()
@require_GET
def export(request: HttpRequest, public_id: str) -> HttpResponse:
    """State in words, the file's link once it is ready."""
    return render(request, "dashboard/export.html", {"export": _mine(request, public_id)})


@staff_only()
@require_GET
def export_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The file itself."""
    row = _mine(request, public_id)
    if row.state != ExportFile.State.READY:
        raise Http404
    return serve(request, row.file, name=row.name)
