"""«Помощь редактору»: one Russian page of the admin that says how the usual things are done (spec: platform §4)."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@require_safe
def editor_help(request: HttpRequest) -> HttpResponse:
    """The page itself; whoever enters the admin may read it."""
    return TemplateResponse(request, "home/admin/help.html", {"page_title": _("Помощь редактору"), "header_icon": "help"})
