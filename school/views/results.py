"""«Успехи»: what was counted in a course, when and by whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from people.decorators import signed_in
from school.models import Enrolment
from school.services.results import results_of
from school.states import READS


@signed_in
@require_safe
def results(request: HttpRequest, public_id: str) -> HttpResponse:
    """The learner's own marks as cards; a stranger gets 404."""
    rows = Enrolment.objects.of(request.user).filter(status__in=READS).select_related("run", "course__page", "region")
    enrolment = get_object_or_404(rows, public_id=public_id)
    return render(request, "school/results.html", {"enrolment": enrolment, "results": results_of(enrolment)})
