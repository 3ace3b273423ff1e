"""«Попросить время»."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from people.decorators import signed_in
from school.forms.works import TimeForm
from school.models.outline import learners_programme
from school.services.access import ActivityClosed
from school.services.asking_time import TimeWish, ask_time
from school.views.place import place_of, url_of


@signed_in
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One short form; the mentor answers with one press."""
    at = place_of(request.user, key)
    form = TimeForm(request.POST if request.method == "POST" else None, is_quiz=at.item.activity.kind == "quiz")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            ask_time(at.enrolment, at.item, TimeWish(form.reason, said.get("until"), bool(said.get("attempt"))), by=request.user)
        except ActivityClosed as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("Просьба у наставника. Пока он не ответил, написанное цело."))
        return redirect(url_of(at.page, request))
    line = learners_programme(at.enrolment).line_of(key)
    context = {"form": form, "line": line, "page_url": url_of(at.page, request), "enrolment": at.enrolment}
    return render(request, "school/ask_time.html", context, status=422 if form.errors else 200)
