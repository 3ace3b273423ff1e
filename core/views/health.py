"""Two addresses for watchmen: is the process there, is the site able to work (spec: platform §10)."""

import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from core.health import report


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nobody."""
    return _bare(HttpResponse("ok", content_type="text/plain"))


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 or 503; what is wrong is told only to who knows HEALTH_TOKEN (`Authorization: Bearer …`)."""
    answers = report()
    well = all(answer.well for answer in answers)
    body: dict = {"ready": well}
    if knows_token(request):
        body["answers"] = [{"code": one.code, "name": one.name, "well": one.well, "seen": one.seen} for one in answers]
    return _bare(JsonResponse(body, status=200 if well else 503, json_dumps_params={"ensure_ascii": False}))


def knows_token(request: HttpRequest) -> bool:
    """Whether the request carries the token; without a token in the settings nobody does."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    return bool(settings.HEALTH_TOKEN) and hmac.compare_digest(given.encode(), settings.HEALTH_TOKEN.encode())


def _bare(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
