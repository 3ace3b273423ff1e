"""A list of people for a run: the file, what would become of each row, «Загрузить», what has become of it (spec: school §7)."""

from pathlib import PurePath

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core import imports
from core.disposition import attachment
from core.exports import XLSX
from core.files import BadFile
from core.imports import DOUBLE, WRONG
from core.models.imports import ImportBatch
from people.models import User
from school.forms.desk_upload import PeopleTableForm
from school.models import CourseRun
from school.services.people_import import ENROLLED, KNOWN, MAX_PEOPLE, NEW, WAITS, kind_for, kind_name
from school.services.people_loading import SMALL, load_people, state_agreement
from school.views.desk import find_run
from school.views.doors import desk_only

PER_PAGE = 100
STATES = {
    WRONG: (gettext_lazy("с ошибкой, не запишем"), "stop"),
    DOUBLE: (gettext_lazy("повтор в самой таблице, не запишем"), "wait"),
    WAITS: (gettext_lazy("мест нет, встанет в лист ожидания"), "wait"),
    NEW: (gettext_lazy("новый человек, пригласим"), "ok"),
    KNOWN: (gettext_lazy("уже есть на сайте, запишем"), "ok"),
    ENROLLED: (gettext_lazy("уже записан, пропустим"), ""),
}


@never_cache
@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest, code: str) -> HttpResponse:
    """The file and the statement that the people agreed; a readable table leads to its preview."""
    run = find_run(request, code)
    form = PeopleTableForm(request.POST or None, request.FILES or None)
    kind = kind_for(run, request.user)
    if request.method == "POST" and form.is_valid():
        try:
            batch = imports.preview(kind, form.cleaned_data["table"], request.user)
        except BadFile as error:
            form.add_error("table", str(error))
        else:
            if len(batch.report["rows"]) <= MAX_PEOPLE:
                state_agreement(batch, request.user)
                return redirect("school:desk_list_preview", code, _key(batch))
            imports.drop(batch)
            form.add_error("table", _("В списке больше %d строк. Разделите его на части.") % MAX_PEOPLE)
    last = [(row, _key(row)) for row in _own(request.user, run).exclude(state=ImportBatch.State.DROPPED).order_by("-pk")[:5]]
    context = {"run": run, "form": form, "columns": kind.columns, "last": last, "tab": "people"}
    return render(request, "school/desk/list.html", context, status=422 if form.errors else 200)


@never_cache
@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Row by row what would be; POST loads or gives up. The same screen then tells what has been."""
    run = find_run(request, code)
    batch = _own(request.user, run).filter(file__startswith=f"imports/{key}.").first()
    if batch is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("act") == "drop":
            imports.drop(batch)
        elif request.POST.get("act") == "load":
            load_people.enqueue(batch.pk, run.pk) if len(batch.report["rows"]) > SMALL else load_people.call(batch.pk, run.pk)
            messages.success(request, _("Загружаем. Большой список займёт около минуты: обновите страницу."))
        return redirect("school:desk_list_preview", code, key)
    order = list(STATES)
    found = sorted(batch.report["rows"], key=lambda row: (order.index(row["state"]), row["number"]))
    counts = batch.report["counts"]
    context = {
        "run": run,
        "batch": batch,
        "waits": batch.state == ImportBatch.State.PREVIEWED,
        "dropped": batch.state == ImportBatch.State.DROPPED,
        "figures": [{"value": counts[state], "title": words} for state, (words, _kind) in STATES.items() if counts.get(state)],
        "to_load": sum(counts.get(state, 0) for state in (NEW, KNOWN, WAITS)),
        "page": Paginator([row | {"words": STATES[row["state"]]} for row in found], PER_PAGE).get_page(request.GET.get("page")),
        "tab": "people",
    }
    return render(request, "school/desk/list_preview.html", context)


@never_cache
@desk_only
@require_safe
def sample(request: HttpRequest, code: str) -> HttpResponse:
    """A table with the right titles and one example row."""
    table = imports.sample(kind_for(find_run(request, code), request.user))
    return HttpResponse(table, content_type=XLSX, headers={"Content-Disposition": attachment(_("Люди потока, образец.xlsx"))})


def _own(user: User, run: CourseRun) -> object:
    """Nobody sees another's table: it may hold another region's people."""
    return ImportBatch.objects.filter(kind=kind_name(run), by=user)


def _key(batch: ImportBatch) -> str:
    return PurePath(batch.file.name).stem
