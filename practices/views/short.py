"""The short address of a practice, as papers and citations write it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from practices.models import Practice


@require_safe
def by_number(request: HttpRequest, number: int) -> HttpResponse:
    """«/p/117/» leads to the page in the reader's language; what is not live is not found, an archived practice answers 410."""
    practice = get_object_or_404(Practice.objects.select_related("page"), pk=number, page__live=True)
    return redirect(practice.page.localized.get_url(request) or "/")
