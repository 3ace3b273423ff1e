"""The second factor: the library's screens with our rules — a fresh sign-in, no passkeys, 422 for a wrong code (platform §6)."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from people.addresses import safe_next
from people.decorators import fresh

NEXT = "after_second_factor"


class Authenticate(base.AuthenticateView):
    """The code of the app, at signing in."""

    def form_invalid(self, form: object) -> HttpResponse:
        response = self.get(self.request)
        response.status_code = 422
        return response


authenticate = never_cache(Authenticate.as_view())
trust = never_cache(base.trust)


class Activate(totp.ActivateTOTPView):
    """Connect an app; asked at the first entry to a desk, to which the person returns."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if back := safe_next(request.GET.get("next")):
            request.session[NEXT] = back
        return super().get(request, *args, **kwargs)

    def form_invalid(self, form: object) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class RecoveryCodes(recovery.ViewRecoveryCodesView):
    """The spare codes, and the way back to the desk."""

    def get_context_data(self, **kwargs: object) -> dict:
        return super().get_context_data(**kwargs) | {"back": self.request.session.get(NEXT, "")}


activate = never_cache(fresh(Activate.as_view()))
deactivate = never_cache(fresh(totp.deactivate_totp))
codes = never_cache(fresh(RecoveryCodes.as_view()))
new_codes = never_cache(fresh(recovery.generate_recovery_codes))
download_codes = never_cache(fresh(recovery.download_recovery_codes))
