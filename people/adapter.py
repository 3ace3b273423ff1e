"""What allauth asks of the site: how long a sign-in lasts, where links may lead, our words, QR without foreign libraries."""

import re
from datetime import timedelta
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import limits
from people.addresses import safe_next
from people.models import User
from people.qr import long_svg
from people.rules import has_any_role

BORROWED_PHONE = "borrowed_phone"


class AccountAdapter(DefaultAccountAdapter):
    """Our door; stock sign-up stays closed, stock messages are silent."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("Код не подошёл. Проверьте цифры в письме."),
        "too_many_login_attempts": _("Слишком много попыток. Подождите пять минут и попробуйте снова."),
        "rate_limited": _("Слишком много попыток. Подождите пять минут и попробуйте снова."),
        "account_inactive": _("Вход закрыт."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        return safe_next(url) == url

    def get_client_ip(self, request: HttpRequest) -> str:
        return limits.client_ip(request)

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Silence: our pages say themselves what has happened."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Silence: our letters go by `people.emails` through the outbox."""

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Silence, as above."""

    def get_login_stages(self) -> list[str]:
        own = {"allauth.mfa.stages.AuthenticateStage": "people.stages.SecondFactorStage"}
        return [own.get(path, path) for path in super().get_login_stages()]

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in and say for how long: staff 12 hours, others 30 days, a borrowed phone until its browser is closed."""
        borrowed = request.session.pop(BORROWED_PHONE, False)
        super().login(request, user)
        if borrowed:
            request.session.set_expiry(0)
        elif has_any_role(user) or user.is_superuser:
            request.session.set_expiry(timezone.now() + timedelta(seconds=settings.STAFF_SESSION_SECONDS))
        else:
            request.session.set_expiry(settings.SESSION_COOKIE_AGE)

    def post_login(self, request: HttpRequest, user: User, **kwargs: object) -> HttpResponse:
        """To the page that was asked for; who has not said the own name yet, by way of «Познакомимся»."""
        if user.welcomed_at is None:
            after = {"next": kwargs["redirect_url"]} if kwargs["redirect_url"] else {}
            kwargs["redirect_url"] = reverse("people:welcome") + (f"?{urlencode(after)}" if after else "")
        return super().post_login(request, user, **kwargs)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_inactive"))


class MFAAdapter(DefaultMFAAdapter):
    """The second factor in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Код не подошёл. Возьмите новый код в приложении."),
        "cannot_delete_authenticator": _("Второй шаг входа нельзя отключить, пока у вас есть роль на сайте."),
    }

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def build_totp_svg(self, url: str) -> str:
        return long_svg(re.sub(r"\s", "%20", url))

    def can_delete_authenticator(self, authenticator: object) -> bool:
        return not (settings.STAFF_MFA and has_any_role(authenticator.user))

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Silence: see `people.receivers`."""
