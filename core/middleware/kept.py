"""Innermost: a page gives a kept form back, filled; a form that was taken is forgotten (spec: reliability §11)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from core.drafts import filling, kept, owners
from core.models import KeptText

SHOWN = (200, 422)
FORM = b'method="post"'


class KeptTextMiddleware:
    """After the person is known. Costs no query where this browser has no kept form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            return response
        if request.method == "GET" and with_form(response) and (row := kept.waiting(request)):
            give_back(request, response, row)
        elif request.method == "POST" and response.status_code < 400 and not getattr(request, "kept_text", False):
            kept.sent(request)
        if with_form(response, *SHOWN):
            owners.remember(request, response)
        return response


def with_form(response: HttpResponse, *statuses: int) -> bool:
    """Whether the answer is a whole page with a form that changes something; pages of the cache have none."""
    html = (
        response.status_code in (statuses or (200,))
        and not response.streaming
        and response.get("Content-Type", "").startswith("text/html")
    )
    return html and FORM in response.content


def give_back(request: HttpRequest, response: HttpResponse, row: KeptText) -> None:
    """Fill the form of the page; a page without such a form stays as it is."""
    html = response.content.decode(response.charset)
    form = filling.form_for(html, request.path, row.action, row.typed)
    if form is None:
        return

    def note(left: list[str]) -> str:
        return render_to_string("core/drafts_kept.html", {"row": row, "left": left, "page": request.get_full_path()}, request)

    response.content = filling.fill(html, request.path, form, row.typed, note)
    response["Cache-Control"] = "private, no-cache"
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))
