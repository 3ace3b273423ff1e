"""«Подтвердите, что это вы»: before export, erasure, a change of address or of factors (spec: platform §6)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.limits import client_ip
from people import codes, limits, signin
from people.decorators import signed_in
from people.door_forms import CodeForm
from people.services import cards
from people.waiting import in_words


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """A new code by e-mail, or the code of the card for whoever has no e-mail."""
    if signin.is_fresh(request):
        return HttpResponseRedirect(signin.after(request))
    if request.method == "GET":
        return _page(request, CodeForm())
    return _send(request) if request.POST.get("action") == "send" else _enter(request)


def _send(request: HttpRequest) -> HttpResponse:
    if seconds := limits.take_code(request.user.email, client_ip(request)):
        return _page(
            request, CodeForm(), note=_("Код уже отправлен, проверьте почту. Новый можно попросить через %s.") % in_words(seconds)
        )
    codes.ask(request, request.user.email, "again")
    return _page(request, CodeForm(), note=_("Отправили код."))


def _enter(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid() and _right(request, form.cleaned_data["code"]):
        signin.proved_again(request)
        return HttpResponseRedirect(signin.after(request))
    if form.is_valid():
        form.add_error("code", _("Код не подошёл. Проверьте цифры или попросите новый код."))
    return _page(request, form, status=422)


def _right(request: HttpRequest, code: str) -> bool:
    if request.user.email:
        return bool(codes.check(request, "again", code))
    card, name = cards.find_card(code), f"again:{request.user.pk}"
    if limits.card_closed(name, client_ip(request)):
        return False
    if card and card.user_id == request.user.pk and cards.opens(card, request.user.last_name):
        return True
    limits.card_missed(name, client_ip(request))
    return False


def _page(request: HttpRequest, form: CodeForm, *, note: str = "", status: int = 200) -> HttpResponse:
    sent_to = codes.asked(request, "again")
    if not request.user.email:
        form.fields["code"].label = _("Код с карточки")
        form.fields["code"].help_text = _("Двенадцать цифр.")
    context = {"form": form, "note": note, "sent_to": sent_to, "by_card": not request.user.email, "next": signin.after(request)}
    return render(request, "people/again.html", context, status=status)
