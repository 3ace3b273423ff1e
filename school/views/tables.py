"""A table of the desk as a file: at once, or a page that tells when the worker has made it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.export_files import order

FORMATS = ("xlsx", "csv")


def wanted_format(request: HttpRequest) -> str:
    """What the address asks for, a workbook if nothing; 404 for what there is not."""
    asked = request.GET.get("format", "xlsx")
    if asked not in FORMATS:
        raise Http404
    return asked


def give_table(request: HttpRequest, kind: str, *, what: tuple[str, str], format: str, run: str = "") -> HttpResponse:
    """The table with the filter of the screen; `kind` is registered in `exports.tables`, `what` is for the history."""
    asked = {name: value for name, value in request.GET.items() if name not in {"format", "page", "run"}}
    made = order(request, kind, asked | {"run": run}, what=what, format=format)
    return made if isinstance(made, HttpResponse) else redirect("dashboard:export", made.public_id)
