"""Saving forms that keep themselves: one field by the script, the whole form by its button, earlier texts."""

import json

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import drafts, limits, moments
from core.drafts import fields, kept, marks

FIELDS_IN_TEN_MINUTES = 1200


@require_POST
def save_field(request: HttpRequest) -> HttpResponse:
    """Key, value, version → the time, or 409 with both texts: the newer is stored, the earlier kept."""
    if not request.user.is_authenticated:
        return said(_("Вы вышли с сайта. Текст цел на этом устройстве: войдите, и он сохранится."), 401)
    mark, name = marks.read(request.POST.get("draft", ""), request.user), request.POST.get("key", "")
    if mark is None or name not in mark.fields:
        raise Http404
    if not limits.allow("draft", str(request.user.pk), times=FIELDS_IN_TEN_MINUTES, seconds=600):
        return said(_("Слишком частые записи. Текст цел на этом устройстве, сохраним чуть позже."), 429)
    writer = drafts.Writer(request.POST.get("tab", "")[:32], number(request.POST.get("turn")))
    try:
        saved = drafts.save(
            request.user,
            (mark.kind, mark.key),
            name,
            value_of(request.POST.getlist("value"), mark.fields[name]),
            number(request.POST.get("version")),
            writer,
        )
    except drafts.TooLong:
        return said(_("Текст длиннее 200 КБ: он цел на этом устройстве, но черновик столько не вмещает."), 413)
    return told(request, saved)


@require_POST
def save_form(request: HttpRequest) -> HttpResponse:
    """«Сохранить черновик»: the same without a script, then back to the form."""
    if not request.user.is_authenticated:
        return drafts.first(request, resolve_url(settings.LOGIN_URL))
    back = kept.came_from(request) if request.headers.get("Referer") else "/"
    say_saved(request, save_posted(request))
    return HttpResponseRedirect(back)


@require_POST
def earlier(request: HttpRequest, public_id: str) -> HttpResponse:
    """Bring an earlier text back, or put it away; what stands in the form is saved first."""
    if not request.user.is_authenticated:
        return drafts.first(request, resolve_url(settings.LOGIN_URL))
    back = kept.came_from(request) if request.headers.get("Referer") else "/"
    save_posted(request)
    if request.POST.get("earlier") == "restore":
        if fields.restore(request.user, public_id) is None:
            raise Http404
        messages.success(request, _("Вернули прежний текст. Тот, что был на его месте, отложен рядом."))
    elif not fields.put_away(request.user, public_id):
        raise Http404
    return HttpResponseRedirect(back)


def save_posted(request: HttpRequest) -> list[drafts.Saved]:
    """Save every field of the sent form that may be kept and says something new."""
    mark = marks.read(request.POST.get("draft", ""), request.user)
    if mark is None:
        return []
    versions, done = versions_of(request), []
    for name, many in mark.fields.items():
        value = value_of(request.POST.getlist(name), many)
        if value or name in versions:
            done.append(drafts.save(request.user, (mark.kind, mark.key), name, value, versions.get(name, 0)))
    return done


def say_saved(request: HttpRequest, done: list[drafts.Saved]) -> None:
    """In words, what became of the draft."""
    if not done:
        messages.info(request, _("Пока нечего сохранять: форма пустая."))
    elif any(one.earlier for one in done):
        messages.warning(
            request, _("Черновик сохранён. Был и другой текст, с другого устройства или вкладки: он показан в форме.")
        )
    else:
        time = moments.clock(max(one.saved_at for one in done), zone_of(request))
        messages.success(request, _("Черновик сохранён в %(time)s.") % {"time": time})


def told(request: HttpRequest, saved: drafts.Saved) -> JsonResponse:
    """The answer to the script."""
    time = moments.clock(saved.saved_at, zone_of(request))
    answer = {"time": time, "version": saved.version, "said": _("Сохранено в %(time)s") % {"time": time}}
    if saved.earlier is None:
        return JsonResponse(answer)
    other = moments.clock(saved.earlier.saved_at, zone_of(request))
    answer |= {
        "earlier": as_text(saved.earlier.value),
        "title": _("С другого устройства или вкладки, %(time)s") % {"time": other},
        "url": reverse("core:draft_earlier", args=[saved.earlier.public_id]),
        "said": _("Сохранено в %(time)s. Есть ещё один текст, он показан ниже") % {"time": time},
    }
    return JsonResponse(answer, status=409)


def value_of(values: list[str], many: bool) -> fields.Value:
    """What was typed into a field: a list where it takes several values."""
    return values if many else (values[-1] if values else "")


def versions_of(request: HttpRequest) -> dict[str, int]:
    """Field → the version the form was shown with."""
    try:
        said_versions = json.loads(request.POST.get("draft-versions") or "{}")
        return {str(name): int(version) for name, version in said_versions.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def as_text(value: fields.Value) -> str:
    """A kept value as people read it."""
    return ", ".join(value) if isinstance(value, list) else value


def number(text: str | None) -> int:
    """A small whole number a script sent, 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def zone_of(request: HttpRequest) -> str | None:
    """The person's own zone or that of the region, if the kind of user knows one."""
    user = request.user
    return getattr(user, "zone", "") or getattr(getattr(user, "region", None), "zone", "") or None


def said(words: str, status: int) -> JsonResponse:
    """A sentence for the line below the form."""
    return JsonResponse({"said": words}, status=status)
