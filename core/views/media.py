"""Public files under /media/: with DEBUG off Django gives out none (spec: platform §3)."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile, FileField
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from core.serving import serve

CLOSED = "documents/"  # documents may be private: only Wagtail's own view gives them out


@require_safe
def public_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture of the public storage; a document or a path that leads out of it is 404, like what is not there."""
    parts = PurePosixPath(name).parts
    if name.startswith((CLOSED, "/")) or ".." in parts or not default_storage.exists(name):
        raise Http404
    return serve(request, FieldFile(None, FileField(), name), name=parts[-1], inline=True, public=True)
