"""«Сообщить о наборе»: one small screen, so that the course's page stays the same for everybody."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.decorators import signed_in
from school.models import CoursePage
from school.services import run_news


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def news(request: HttpRequest, key: UUID) -> HttpResponse:
    """GET says what will come and when; POST asks for it or takes it back. Where enrolment is open already, to the course."""
    course = get_object_or_404(CoursePage.objects.live().filter(locale__language_code="ru"), translation_key=key)
    if request.method == "POST" and request.POST.get("act") == "stop":
        run_news.take_back(request.user, key)
        messages.success(request, _("О наборе на этот курс больше не сообщим."))
        return redirect(course.get_url(request))
    if run_news.can_be_enrolled(key):
        messages.info(request, _("Запись уже открыта: выберите поток."))
        return redirect(course.get_url(request))
    if request.method == "POST":
        run_news.ask(request.user, key)
        messages.success(request, _("Сообщим, как только откроется запись."))
        return redirect("school:news", key=key)
    asked = run_news.open_request(request.user, key)
    return render(request, "school/news.html", {"course": course, "asked": asked})
