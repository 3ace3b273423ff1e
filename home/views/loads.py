"""Loading a table under a desk: the file, what would happen row by row, «Загрузить», what has happened (spec: platform §8)."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from core import imports, moments
from core.disposition import attachment
from core.exports import XLSX
from core.files import BadFile
from core.imports import ImportKind
from core.models.imports import ImportBatch
from home import loads_shown
from home.load_forms import TableForm
from people import roles
from people.decorators import staff_only

DESK = (roles.COORDINATORS,)
KINDS = ("organisations", "territories")


@never_cache
@staff_only(*DESK)
@require_http_methods(["GET", "POST"])
def load(request: HttpRequest, kind: str) -> HttpResponse:
    """The file. A table that cannot be read is refused at the field; a readable one leads to its preview."""
    known = _kind(kind)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = imports.preview(known, form.uploaded, request.user)
        except BadFile as error:
            form.add_error("table", str(error))
        else:
            return redirect("home:load_preview", kind, loads_shown.key_of(batch))
    context = {"form": form, "kind": known, "columns": known.columns, "last": _last(request.user, kind)}
    return render(request, "home/loads/file.html", context, status=422 if form.errors else 200)


@never_cache
@staff_only(*DESK)
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What would happen, row by row; POST loads it or gives it up. The same screen then tells what has happened."""
    known, batch = _kind(kind), _batch(request.user, kind, key)
    if request.method == "POST":
        if request.POST.get("act") == "drop":
            imports.drop(batch)
        elif request.POST.get("act") == "load":
            imports.confirm(batch, request.user)
        return redirect("home:load_preview", kind, key)
    context = {
        "kind": known,
        "batch": batch,
        "verdict": loads_shown.verdict(batch),
        "counts": loads_shown.counts(batch),
        "changes": loads_shown.changes(batch),
        "waits": batch.state == ImportBatch.State.PREVIEWED,
        "page": Paginator(loads_shown.rows(batch), loads_shown.PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "home/loads/preview.html", context)


@never_cache
@staff_only(*DESK)
@require_GET
def sample(request: HttpRequest, kind: str) -> HttpResponse:
    """A table with the right titles and one example row."""
    known = _kind(kind)
    name = _("%(kind)s, образец.xlsx") % {"kind": known.title}
    return HttpResponse(imports.sample(known), content_type=XLSX, headers={"Content-Disposition": attachment(name)})


def _kind(name: str) -> ImportKind:
    if name not in KINDS:
        raise Http404
    return imports.kind_of(name)


def _own(user: AbstractBaseUser, kind: str) -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(kind=kind, by=user)


def _last(user: AbstractBaseUser, kind: str) -> list[dict[str, object]]:
    rows = _own(user, kind).order_by("-pk")[:5]
    return [
        {
            "title": row.name,
            "url": reverse("home:load_preview", args=[kind, loads_shown.key_of(row)]),
            "text": moments.ago(row.created_at),
            "status": {"text": row.get_state_display(), "kind": "ok" if row.state == ImportBatch.State.DONE else ""},
        }
        for row in rows
    ]


def _batch(user: AbstractBaseUser, kind: str, key: str) -> ImportBatch:
    """Nobody sees another's table: it may hold another region's rows."""
    batch = _own(user, kind).filter(file__startswith=f"imports/{key}.").first()
    if batch is None:
        raise Http404
    return batch
