"""/dev/components/: every component of the look with sample data, for whoever writes the next page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import styleguide


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Seen while developing and by the team; for everybody else there is no such page."""
    if not (settings.DEBUG or settings.DEV_PAGES or request.user.is_staff):
        raise Http404
    return render(request, "core/styleguide.html", {"groups": styleguide.groups(), **styleguide.FRAME})
