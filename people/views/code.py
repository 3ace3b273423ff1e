"""The page that waits for the code; it survives leaving for the mail and coming back (spec: living-people §1)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.limits import client_ip
from people import limits, signin
from people.door_forms import CodeForm
from people.waiting import in_words


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Enter the code, ask for another letter, or go back to another address."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(signin.after(request))
    process = signin.pending(request)
    if process is None:
        return _to_door("expired")
    if request.method == "GET":
        return _page(request, process, CodeForm())
    action = request.POST.get("action", "")
    if action == "cancel":
        signin.drop(request)
        return _to_door()
    return _resend(request, process) if action == "resend" else _enter(request, process)


def _enter(request: HttpRequest, process: signin.CodeProcess) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid() and process.guess(form.cleaned_data["code"]):
        return process.finish(process.next_url)
    if not form.is_valid():
        return _page(request, process, form, status=422)
    if not process.record_invalid_attempt():
        return _to_door("tries")
    form.add_error("code", _("Код не подошёл. Возьмите цифры из последнего письма: прежние коды не действуют."))
    return _page(request, process, form, status=422)


def _resend(request: HttpRequest, process: signin.CodeProcess) -> HttpResponse:
    form = CodeForm()
    if not process.can_resend:
        return _page(request, process, form, note=_("Больше писем отправить нельзя. Подождите четверть часа."), status=422)
    if seconds := limits.take_code(process.email, client_ip(request)):
        note = _("Код уже отправлен, проверьте почту. Новый можно попросить через %s.") % in_words(seconds)
        return _page(request, process, form, note=note, status=422)
    process.resend()
    return _page(request, process, form, note=_("Отправили новый код. Прежний больше не действует."))


def _page(
    request: HttpRequest, process: signin.CodeProcess, form: CodeForm, *, note: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "email": process.email, "can_resend": process.can_resend, "note": note}
    return render(request, "account/confirm_login_code.html", context, status=status)


def _to_door(why: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("account_login") + (f"?why={why}" if why else ""))
