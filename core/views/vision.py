"""«Крупный шрифт · для слабовидящих»: a GET form, because a token against forgery would make every page private."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import vision
from core.redirects import safe_next


@never_cache
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Without a choice: the page with the panel. With one: remember it and go back to where the reader was."""
    if not (request.GET.keys() & {"vision", *vision.CHOICES}):
        now = vision.of(request)
        context = {"panel": now or vision.Vision(), "is_on": now is not None, "back": safe_next(request)}
        return render(request, "core/vision.html", context)
    response = HttpResponseRedirect(safe_next(request))
    vision.remember(response, vision.changed(vision.of(request), request.GET))
    return response
