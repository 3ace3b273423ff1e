"""Public files under /media/: with DEBUG off Django gives out none (spec: platform §3)."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile, FileField
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from core.serving import serve

CLOSED = "documents/"  # documents may be private: only Wagtail's own view gives them out
ORIGINALS = "original_images/"  # readers get renditions; the full picture is for those who edit


@require_safe
def public_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture of the public storage; a document, a stranger's original or a path that leads out of it is 404."""
    parts = PurePosixPath(name).parts
    if name.startswith((CLOSED, "/")) or ".." in parts or "\x00" in name:
        raise Http404
    original = name.startswith(ORIGINALS)
    if original and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    if not default_storage.exists(name):
        raise Http404
    return serve(request, FieldFile(None, FileField(), name), name=parts[-1], inline=True, public=not original)
