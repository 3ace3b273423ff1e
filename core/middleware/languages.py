"""Links of a page in another language lead to pages in that language (spec: search-and-languages §1, §5).

Links stand in editors' texts, in ready cards and in the templates of every app, mostly by the Russian address: one place knows
for all of them what is translated and what is not.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core import languages
from core.local_links import localised


class LocalLinksMiddleware:
    """HTML in a language other than Russian: each link leads to its edition, or says that what follows is in Russian."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        code = languages.split(request.path)[0]
        if code == languages.RUSSIAN or response.streaming or not _is_html(response):
            return response
        response.content = localised(response.content.decode(response.charset), code).encode(response.charset)
        return response


def _is_html(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")
