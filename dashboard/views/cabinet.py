"""«Мой кабинет»."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.history import Entry
from dashboard.cabinet import desks_of, entries_of, studies_of
from people.decorators import signed_in
from school.services.between_runs import self_paced_for

RECENT = 5


@require_safe
@cache_control(private=True, no_store=True)
@signed_in
def cabinet(request: HttpRequest) -> HttpResponse:
    """Everything of the person on one page: what goes on, what is asked, where the person works."""
    studies = studies_of(request.user)
    coming, past = entries_of(request.user)
    context = {
        "now_studied": next((study for study in studies if study.goes_on), None),
        "studies": studies,
        "offers": [] if any(study.goes_on for study in studies) else self_paced_for(request.user),
        "coming": coming,
        "past": past,
        "desks": desks_of(request.user),
        "recent": Entry.objects.for_person(request.user)[:RECENT],
        "now": timezone.now(),
    }
    return render(request, "dashboard/cabinet.html", context)
