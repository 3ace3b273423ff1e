"""The survey after a course, and what it says to those who run the School."""

from contextlib import suppress

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.questions.forms import AnswersForm
from people.decorators import signed_in
from school.exports.tables import SURVEY
from school.models import CourseRun, Enrolment
from school.models.survey import SHOWN_FROM, has_answered, may_answer
from school.services.survey import AlreadyAnswered, answer_survey, questions_for, results_of_run
from school.views.doors import managers_only
from school.views.tables import give_table


@signed_in
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer once, without a name; afterwards only thanks."""
    rows = Enrolment.objects.of(request.user).select_related("run", "course__page")
    enrolment = get_object_or_404(rows, public_id=public_id)
    page = enrolment.course.page.localized
    questions = questions_for(page)
    if not questions or not may_answer(enrolment):
        raise Http404
    context = {"enrolment": enrolment, "course": page, "shown_from": SHOWN_FROM}
    if has_answered(enrolment):
        return render(request, "school/survey_thanks.html", context)
    form = AnswersForm(questions, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not form.answers:
        form.add_error(None, _("Ответьте хотя бы на один вопрос: пустой лист ничего не скажет."))
    elif request.method == "POST" and form.is_valid():
        with suppress(AlreadyAnswered):  # pressed twice or sent from a second tab: the first answer stands
            answer_survey(enrolment, questions, form.answers)
        return redirect("school:survey", public_id)
    return render(request, "school/survey.html", context | {"form": form}, status=422 if form.errors else 200)


@never_cache
@managers_only
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """Runs with the number of answers; few answers are not opened."""
    rows = CourseRun.objects.annotate(answers=Count("survey_answers")).filter(answers__gt=0)
    found = rows.select_related("course__page").order_by("course__page__title", "title")
    return render(request, "school/survey_runs.html", {"runs": found, "shown_from": SHOWN_FROM})


@never_cache
@managers_only
@require_safe
def results(request: HttpRequest, code: str) -> HttpResponse:
    """What a run has answered: counts, averages, texts without names; the same as a table."""
    run = get_object_or_404(CourseRun.objects.select_related("course__page"), code=code)
    found = results_of_run(run)
    format = request.GET.get("format", "")
    if format in {"xlsx", "csv", "html"} and found.shown:
        return give_table(request, SURVEY, what=("school.survey", run.code), format=format, run=code)
    return render(request, "school/survey_results.html", {"run": run, "results": found, "shown_from": SHOWN_FROM})
