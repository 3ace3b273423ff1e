"""Signing in by a code card: 12 digits and the surname; one answer for every miss (spec: platform §6)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.limits import client_ip
from people import limits, signin
from people.adapter import BORROWED_PHONE
from people.addresses import safe_next
from people.door_forms import CardForm
from people.services import cards
from people.waiting import in_words


@sensitive_post_parameters("code", "surname")
@never_cache
@require_http_methods(["GET", "POST"])
def by_card(request: HttpRequest) -> HttpResponse:
    """GET shows the form, filled from the QR of the card; POST signs in."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(signin.after(request))
    if request.method == "GET":
        code = "".join(sign for sign in request.GET.get("k", "") if sign.isdigit())[: cards.DIGITS]
        form = CardForm(initial={"code": cards.spaced(code), "next": safe_next(request.GET.get("next"))})
        return _page(request, form)
    form = CardForm(request.POST)
    return _enter(request, form) if form.is_valid() else _page(request, form, status=422)


def _enter(request: HttpRequest, form: CardForm) -> HttpResponse:
    card = cards.find_card(form.cleaned_data["code"])
    # a code nobody has counts for itself, so that misses look alike
    name, ip = card.code_hash if card else form.cleaned_data["code"], client_ip(request)
    if seconds := limits.card_closed(name, ip):
        form.add_error(None, _("Слишком много попыток. Попробуйте через %s или позвоните координатору.") % in_words(seconds))
        return _page(request, form, status=429)
    if not cards.opens(card, form.cleaned_data["surname"]):
        limits.card_missed(name, ip)
        form.add_error(None, _("Код и фамилия не подошли. Проверьте цифры или позвоните координатору."))
        return _page(request, form, status=422)
    limits.card_right(name)
    cards.entered(card)
    request.session[BORROWED_PHONE] = form.cleaned_data["borrowed"]
    return signin.by_card(request, card.user, safe_next(form.cleaned_data["next"]))


def _page(request: HttpRequest, form: CardForm, *, status: int = 200) -> HttpResponse:
    response = render(request, "people/card.html", {"form": form}, status=status)
    # with no-referrer a browser posts forms with «Origin: null», and the CSRF check refuses them
    response["Referrer-Policy"] = "same-origin"
    return response
