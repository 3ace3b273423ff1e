"""Reports of the School's desk: progress, grades, totals on a date, questions; each as a table too, and each export is logged."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import exports, history
from school.exports import desk as columns
from school.exports import tables
from school.forms.desk_reports import TotalsForm
from school.models import CourseRun
from school.roles import manages_school
from school.services.desk_rows import runs_at_desk
from school.services.handing_over import mentor_rows
from school.services.reports import items_of, learners_of, person_rows, question_rows, sum_of, totals_on
from school.views.desk import PER_PAGE, find_run, only_of
from school.views.doors import desk_only, managers_only
from school.views.tables import FORMATS, give_table, wanted_format


@never_cache
@desk_only
@require_safe
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """People × items, fifty a page; the whole as a table."""
    return _people_by_items(request, find_run(request, code), grades=False)


@never_cache
@managers_only
@require_safe
def grades(request: HttpRequest, code: str) -> HttpResponse:
    """The same with points."""
    return _people_by_items(request, find_run(request, code), grades=True)


@never_cache
@desk_only
@require_safe
def people_export(request: HttpRequest, code: str) -> HttpResponse:
    """The list of people as filtered on the screen."""
    run = find_run(request, code)
    return give_table(request, tables.PEOPLE, what=history.about(run), format=wanted_format(request), run=code)


@never_cache
@desk_only
@require_safe
def totals(request: HttpRequest) -> HttpResponse:
    """People by region or organisation as they stood on a day."""
    form = TotalsForm(request.GET or None, runs=runs_at_desk(request.user))
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    day, by = said.get("on") or timezone.localdate(), said.get("by") or "region"
    rows = totals_on(day, request.user, by=by, run=said.get("run"))
    if request.GET.get("format") in FORMATS:
        name = _("Школа, итоги на %s") % f"{day:%d.%m.%Y}"
        what = ("school.totals", f"{day}")
        return exports.respond(request, name, columns.totals_columns(by), rows, what=what, format=wanted_format(request))
    context = {"form": form, "rows": rows, "whole": sum_of(rows), "day": day, "by": by, "query": _query(request)}
    return render(request, "school/desk/totals.html", context | {"only_of": only_of(request.user)})


@never_cache
@managers_only
@require_safe
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """Questions of the run's quizzes with their mean, the hardest first; no names."""
    run = find_run(request, code)
    rows = question_rows(run)
    if request.GET.get("format") in FORMATS:
        name = _("%(course)s, %(run)s, вопросы") % {"course": run.course.page.title, "run": run.title}
        what, format = history.about(run), wanted_format(request)
        return exports.respond(request, name, columns.question_columns(), rows, what=what, format=format)
    pages = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "school/desk/questions.html", {"run": run, "pages": pages, "manages": True, "tab": "questions"})


@never_cache
@managers_only
@require_safe
def mentors_export(request: HttpRequest) -> HttpResponse:
    """Mentors with their median wait."""
    what, format = ("school.mentors", "all"), wanted_format(request)
    return exports.respond(request, _("Наставники"), columns.mentor_columns(), mentor_rows(), what=what, format=format)


def _people_by_items(request: HttpRequest, run: CourseRun, *, grades: bool) -> HttpResponse:
    if request.GET.get("format") in FORMATS:
        kind = tables.GRADES if grades else tables.PROGRESS
        return give_table(request, kind, what=history.about(run), format=request.GET["format"], run=run.code)
    items, learners = items_of(run), learners_of(run, request.user)
    pages = Paginator(learners, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "items": items,
        "pages": pages,
        "rows": person_rows(list(pages.object_list), items),
        "grades": grades,
        "manages": manages_school(request.user),
        "only_of": only_of(request.user),
        "tab": "progress",
    }
    return render(request, "school/desk/progress.html", context)


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("format", None)
    return query.urlencode()
