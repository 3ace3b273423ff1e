"""/c/: whoever holds a print asks whether it is genuine; no scripts, no sign-in, nothing is remembered (reliability §9)."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core import limits
from core.forms import Form
from core.moments import when
from core.papers.checking import by_code, by_number
from core.papers.numbers import read

HOUR, MISSES, MISSES_OF_NUMBER = 3600, 30, 5


class CheckForm(Form):
    """Number and surname, as the print has them."""

    number = forms.CharField(
        label=gettext_lazy("Номер"), help_text=gettext_lazy("Одни цифры, например 26-2-00042."), max_length=30
    )
    surname = forms.CharField(
        label=gettext_lazy("Фамилия"), help_text=gettext_lazy("Того, кому выдан документ, как на бумаге."), max_length=100
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["surname"].widget.attrs["autocomplete"] = "off"  # it is seldom the reader's own

    def clean_number(self) -> str:
        number = read(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(_("Номер состоит из трёх чисел: 26-2-00042. Перепишите его с бумаги."))
        return number


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form; a right pair leads to the page of the print. Five misses close a number for an hour, thirty an IP."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _secret(render(request, "core/papers/check.html", {"form": form}, status=422 if form.errors else 200))
    number, ip = form.cleaned_data["number"], _network(request)
    if seconds := max(_wait_of_ip(ip), limits.wait("paper-miss", number, times=MISSES_OF_NUMBER, seconds=HOUR)):
        return _too_many(request, form, seconds)
    found = by_number(number, form.cleaned_data["surname"])
    if found is None:
        limits.allow("paper-miss", number, times=MISSES_OF_NUMBER, seconds=HOUR)
        limits.allow("paper-miss-ip", ip, times=MISSES, seconds=HOUR)
        form.add_error(None, _("Документа с таким номером и фамилией нет. Проверьте цифры и буквы или позвоните координатору."))
        return _secret(render(request, "core/papers/check.html", {"form": form}, status=422))
    return _secret(redirect("core:paper", found.edition.code))


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR code of a print opens. An unknown code counts as a miss; a right one opens whoever missed from the same IP."""
    found = by_code(code)
    if found is not None:
        return _secret(render(request, "core/papers/paper.html", {"paper": found, "now": timezone.now()}))
    ip = _network(request)
    if not limits.allow("paper-miss-ip", ip, times=MISSES, seconds=HOUR):
        return _too_many(request, CheckForm(), _wait_of_ip(ip))
    return _secret(render(request, "core/papers/check.html", {"form": CheckForm(), "unknown": True}, status=404))


def _too_many(request: HttpRequest, form: CheckForm, seconds: int) -> HttpResponse:
    again = timezone.now() + timedelta(seconds=seconds + 60)  # the clock shows whole minutes
    context = {"form": form, "again": when(again, "Europe/Moscow")}
    response = _secret(render(request, "core/papers/check.html", context, status=429))
    response["Retry-After"] = str(seconds)
    return response


def _network(request: HttpRequest) -> str:
    return limits.network(limits.client_ip(request))


def _wait_of_ip(ip: str) -> int:
    return limits.wait("paper-miss-ip", ip, times=MISSES, seconds=HOUR)


def _secret(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    # with no-referrer a browser posts the form with «Origin: null», and the CSRF check refuses it
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
