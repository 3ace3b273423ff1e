"""Steps of signing in that differ from the stock ones."""

from allauth.mfa.internal.flows import trust
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest


class SecondFactorStage(AuthenticateStage):
    """Asks for the code of the app, but not in a browser trusted after the last «Выйти везде», role or address change."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if super()._should_handle(request):
            return True
        user = self.login.user
        if user is None or user.signed_out_at is None or not trust.is_trusted_browser(request, user):
            return False
        mark = trust.create_config_fingerprint(user)
        issued = [one.at for one in trust.decode_trust_cookie(request) if one.fingerprint == mark]
        return max(issued, default=0) <= user.signed_out_at.timestamp()
