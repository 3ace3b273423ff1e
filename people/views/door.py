"""«Войти»: one door by e-mail code; the password way is folded below it (spec: platform §6)."""

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.limits import client_ip
from people import limits, signin
from people.adapter import BORROWED_PHONE
from people.addresses import safe_next
from people.door_forms import DoorForm, PasswordForm, QuestionedPasswordForm
from people.waiting import in_words

INVALID = 422


@sensitive_post_parameters("password")
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """The door itself; a half-done sign-in of this browser goes on where it stopped, so the page survives leaving."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(signin.after(request))
    if request.method == "POST":
        return _by_password(request) if request.POST.get("way") == "password" else _by_code(request)
    if step := signin.next_step(request):
        return HttpResponseRedirect(reverse(step))
    return _page(request, why=request.GET.get("why", ""))


def _by_code(request: HttpRequest) -> HttpResponse:
    form = DoorForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    email = form.cleaned_data["email"]
    if seconds := limits.take_code(email, client_ip(request)):
        form.add_error("email", _("Код уже отправлен, проверьте почту. Новый можно попросить через %s.") % in_words(seconds))
        return _page(request, form=form)
    request.session[BORROWED_PHONE] = form.cleaned_data["borrowed"]
    signin.start(request, email, safe_next(form.cleaned_data["next"]))
    return HttpResponseRedirect(reverse("account_confirm_login_code"))


def _by_password(request: HttpRequest) -> HttpResponse:
    ip = client_ip(request)
    form = (
        QuestionedPasswordForm(request.POST, suspicious=True) if limits.many_wrong_passwords(ip) else PasswordForm(request.POST)
    )
    if not form.is_valid():
        return _page(request, password_form=form)
    email = form.cleaned_data["email"]
    if seconds := limits.password_closed(email):
        form.add_error(None, _("Вход по паролю закрыт на %s. Войдите по коду из письма: он работает.") % in_words(seconds))
        return _page(request, password_form=form)
    user = authenticate(request, username=email, password=form.cleaned_data["password"])
    if user is None:
        limits.password_missed(email, ip)
        form.add_error(None, _("Почта или пароль не подошли. Проще войти по коду из письма: введите почту выше."))
        return _page(request, password_form=form)
    limits.password_forgotten(email)
    request.session[BORROWED_PHONE] = form.cleaned_data["borrowed"]
    return signin.by_password(request, user, safe_next(form.cleaned_data["next"]))


def _page(
    request: HttpRequest, *, form: DoorForm | None = None, password_form: PasswordForm | None = None, why: str = ""
) -> HttpResponse:
    back = {"next": safe_next(request.GET.get("next") or request.POST.get("next"))}
    context = {
        "form": form or DoorForm(initial=back),
        "password_form": password_form or PasswordForm(initial=back, auto_id="id_password_%s"),
        "why": why,
        "next": back["next"],
    }
    return render(request, "account/login.html", context, status=INVALID if form or password_form else 200)
