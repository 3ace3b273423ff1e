"""/dev/components/: every component of the look with sample data, for whoever writes the next page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from core import styleguide


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Seen while developing and by the team; for everybody else there is no such page."""
    if not (settings.DEBUG or settings.DEV_PAGES or request.user.is_staff):
        raise Http404
    frame = styleguide.frame()
    drawn = [(title, [(sample, draw(request, sample, frame)) for sample in samples]) for title, samples in styleguide.groups()]
    return render(request, "core/styleguide.html", {"groups": drawn, "form": styleguide.sample_form(), **frame})


def draw(request: HttpRequest, sample: styleguide.Sample, frame: dict) -> list[str]:
    """The component once for each of its contexts."""
    return [render_to_string(sample.template, {**frame, **context}, request) for context in sample.contexts]
