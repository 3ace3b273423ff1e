"""Mentors at the School's desk: who has how much, and works given from one to another by age."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.plurals import counted
from school.forms.desk_reports import HandOverForm
from school.services.handing_over import hand_over, mentor_rows, mentors_now, takers_for, works_of
from school.views.desk import PER_PAGE
from school.views.doors import managers_only


@never_cache
@managers_only
@require_safe
def mentors(request: HttpRequest) -> HttpResponse:
    """Everybody who leads a group of an open run."""
    return render(request, "school/desk/mentors.html", {"rows": mentor_rows()})


@never_cache
@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def mentor(request: HttpRequest, public_id: str) -> HttpResponse:
    """The oldest works of one mentor; the ticked go to another mentor of the run."""
    user = get_object_or_404(mentors_now(), public_id=public_id)
    works = works_of(user).select_related("enrolment__user", "enrolment__run", "enrolment__group", "activity__page")
    form = HandOverForm(request.POST if request.method == "POST" else None, works=works, takers=takers_for(user))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = hand_over(said["works"], said["to"], by=request.user, reason=said["reason"])
        asked = len(said["works"])
        if given:
            messages.success(request, _("Передано: %s.") % counted(given, _("работа,работы,работ")))
        if given < asked:
            messages.warning(request, _("Не передано: %s. Их уже проверили, или наставник не из этого потока.") % (asked - given))
        return redirect("school:desk_mentor", public_id)
    ticked = set(request.POST.getlist("works"))
    rows = [(row, row.public_id in ticked) for row in works[:PER_PAGE]]
    context = {"mentor": user, "rows": rows, "form": form, "can_give": form.fields["to"].queryset.exists()}
    return render(request, "school/desk/mentor.html", context, status=422 if form.errors else 200)
