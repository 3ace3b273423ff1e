"""«Кто где отвечает»: coverage of the regions, for administrators (spec: civic A1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from home.coverage_shown import lines
from people import roles
from people.decorators import staff_only


@never_cache
@staff_only(roles.ADMINISTRATORS)
@require_GET
def coverage(request: HttpRequest) -> HttpResponse:
    """Regions by coordinator, phone, hours, and who covers where nobody answers."""
    found = lines()
    return render(request, "home/coverage.html", {"lines": found, "empty": sum(1 for one in found if one.covers)})
