"""The School's desk: runs with what waits, one run's people; a coordinator sees the own region only."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people.models import User
from regions.known import ten
from regions.models import Region
from regions.scope import ALL, scope_of
from school.forms.desk import FindPeopleForm
from school.models import CourseRun, Group
from school.roles import manages_school
from school.services.desk_rows import at_desk_of, front_rows, runs_at_desk, standings_of
from school.views.doors import desk_only

PER_PAGE = 50


@never_cache
@desk_only
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Runs with counts; first what waits for the reader."""
    rows = front_rows(request.user)
    context = {"rows": rows, "waiting": [row for row in rows if row.waits], "manages": manages_school(request.user)}
    return render(request, "school/desk/front.html", context | {"only_of": only_of(request.user)})


@never_cache
@desk_only
@require_safe
def run(request: HttpRequest, code: str) -> HttpResponse:
    """People of one run: search, filters, how far each is; contacts masked."""
    found = find_run(request, code)
    groups = list(Group.objects.filter(run=found).order_by("title"))
    manages = manages_school(request.user)
    form = FindPeopleForm(request.GET, groups=groups, by_region=manages)
    rows = form.chosen(at_desk_of(request.user).filter(run=found)).select_related("user", "region", "organisation", "group")
    pages = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for row in pages.object_list:
        row.run = found
    standings = standings_of(list(pages.object_list), found)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "run": found,
        "form": form,
        "pages": pages,
        "rows": [(row, standings[row.pk]) for row in pages.object_list],
        "query": query.urlencode(),
        "manages": manages,
        "tab": "people",
        "only_of": only_of(request.user),
    }
    return render(request, "school/desk/run.html", context)


def find_run(request: HttpRequest, code: str) -> CourseRun:
    """A run that people may be in; 404 for drafts."""
    return get_object_or_404(runs_at_desk(request.user), code=code)


def own_regions(user: User) -> list[Region]:
    """Regions whose people the reader may put on a course."""
    scope = ALL if manages_school(user) else scope_of(user)
    return [region for pk, region in ten().items() if scope == ALL or pk in scope]


def only_of(user: User) -> str:
    """The regions whose people alone the reader sees, in words; empty for who sees everybody."""
    return "" if manages_school(user) else ", ".join(region.name for region in own_regions(user))
