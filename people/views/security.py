"""«Вход и безопасность»: where one is signed in, «Выйти везде», password, second factor, address (spec: platform §6)."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from core.limits import client_ip
from people import codes, limits, signin
from people.account_forms import NewEmailForm, NewPasswordForm
from people.decorators import fresh, signed_in
from people.devices import device_name
from people.door_forms import CodeForm
from people.models import User
from people.rules import has_any_role
from people.services import account
from people.services.sessions import end_all_sign_ins, open_sign_ins
from people.waiting import in_words


@never_cache
@signed_in
def security(request: HttpRequest) -> HttpResponse:
    """One page of what protects the account."""
    here = request.session.session_key
    sessions = [(device_name(row.user_agent), row, row.session_key == here) for row in open_sign_ins(request.user)]
    context = {
        "sessions": sessions,
        "has_password": request.user.has_usable_password(),
        "second_factor": Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).first(),
        "offers_second_factor": has_any_role(request.user) or request.user.is_superuser,
        "must_have_second_factor": settings.STAFF_MFA,
        "done": request.GET.get("done", ""),
    }
    return render(request, "people/security.html", context)


@signed_in
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """«Выйти везде»: this browser too."""
    end_all_sign_ins(request.user)
    signin.leave(request)
    response = HttpResponseRedirect(reverse("account_login") + "?why=everywhere")
    response["Clear-Site-Data"] = '"cache"'
    return response


@never_cache
@sensitive_post_parameters("password", "again")
@fresh
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set a password or take it away; this sign-in stays, others end because the session is bound to it."""
    if request.method == "GET":
        return render(request, "people/password.html", {"form": NewPasswordForm(person=request.user)})
    if request.POST.get("action") == "remove":
        account.set_password(request.user, "")
    else:
        form = NewPasswordForm(request.POST, person=request.user)
        if not form.is_valid():
            return render(request, "people/password.html", {"form": form}, status=422)
        account.set_password(request.user, form.cleaned_data["password"])
    update_session_auth_hash(request, User.objects.get(pk=request.user.pk))
    return HttpResponseRedirect(f"{reverse('people:security')}?done=password")


@never_cache
@fresh
@require_http_methods(["GET", "POST"])
def email(request: HttpRequest) -> HttpResponse:
    """A new address for signing in, proved by a code that goes there; afterwards one signs in anew."""
    waiting_for = codes.asked(request, "email")
    if request.method == "GET":
        return _email_page(request, CodeForm() if waiting_for else NewEmailForm())
    if "code" in request.POST and waiting_for:
        return _new_email_proved(request)
    form = NewEmailForm(request.POST)
    if form.is_valid() and (seconds := limits.take_code(form.cleaned_data["email"], client_ip(request))):
        form.add_error("email", _("Код уже отправлен, проверьте почту. Новый можно попросить через %s.") % in_words(seconds))
    if not form.is_valid():
        return _email_page(request, form, status=422)
    codes.ask(request, form.cleaned_data["email"], "email")
    return HttpResponseRedirect(reverse("account_email"))


def _new_email_proved(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    proved = codes.check(request, "email", form.cleaned_data["code"]) if form.is_valid() else ""
    if not proved:
        if form.is_valid():
            form.add_error("code", _("Код не подошёл. Проверьте цифры."))
        return _email_page(request, form, status=422)
    try:
        account.change_email(request.user, proved)
    except account.AddressTaken:
        other = NewEmailForm({"email": proved})
        other.add_error("email", _("По этой почте уже входит другой человек. Если это тоже вы, позвоните координатору."))
        return _email_page(request, other, status=422)
    signin.leave(request)
    return HttpResponseRedirect(reverse("account_login") + "?why=email")


def _email_page(request: HttpRequest, form: CodeForm | NewEmailForm, *, status: int = 200) -> HttpResponse:
    return render(request, "people/email.html", {"form": form, "waiting_for": codes.asked(request, "email")}, status=status)
