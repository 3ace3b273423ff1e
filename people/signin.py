"""Signing in by code over the flows of allauth: the only module that touches its `internal` parts."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.login import get_authentication_records, perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.flows.logout import logout
from allauth.account.internal.stagekit import clear_login, get_pending_stage
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from people.addresses import safe_next
from people.limits import take_guess
from people.models import SignInLink, User
from people.services.door import send_code, use_once

__all__ = ["CodeProcess", "by_card", "by_link", "by_password", "drop", "is_fresh", "leave", "pending", "proved_again", "start"]


class CodeProcess(LoginCodeVerificationProcess):
    """A code that was sent, bound to the browser that asked; its letter goes through our outbox."""

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        link = send_code(email, self.generate_code(), self.state.get("next", ""))
        self.state["link"] = link.public_id

    def guess(self, code: str) -> bool:
        """Whether the code is right, unused and within its five tries."""
        return (
            take_guess(self.state["link"]) and compare_user_code(actual=code, expected=self.code) and use_once(self.state["link"])
        )

    @property
    def email(self) -> str:
        return self.state["email"]

    @property
    def next_url(self) -> str:
        return self.state.get("next", "")


def start(request: HttpRequest, email: str, next_url: str) -> CodeProcess:
    """Send a code to the address, known or not, and remember in the session that this browser waits for it."""
    code = get_adapter(request).generate_login_code()
    # one act for known and unknown addresses alike, so that the time tells nothing
    link = send_code(email, code, next_url)
    login = Login(user=link.user, email=email, redirect_url=next_url or None)
    login.state["stages"] = {"current": LoginByCodeStage.key}
    stage = LoginByCodeStage(LoginStageController(request, login), request, login)
    stage.state.update(CodeProcess.initial_state(user=link.user, email=email))
    stage.state.update(initiated_by_user=True, next=next_url, code=code, link=link.public_id)
    process = CodeProcess(stage=stage)
    process.persist()
    return process


def pending(request: HttpRequest) -> CodeProcess | None:
    """The code this browser waits for, if its time is not up; that of another step of signing in gives None."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return CodeProcess(stage=stage).abort_if_invalid() if stage else None


def next_step(request: HttpRequest) -> str:
    """Name of the address of the step a half-done sign-in waits at (code, second factor), or nothing."""
    stage = get_pending_stage(request)
    return stage.urlname or "" if stage else ""


def drop(request: HttpRequest) -> None:
    """Forget a half-done sign-in: «Другой адрес»."""
    clear_login(request)


def by_link(request: HttpRequest, link: SignInLink) -> HttpResponse | None:
    """Sign in by the link of the letter, in whatever browser it was opened; None if it was used or is too old."""
    if not use_once(link.public_id):
        return None
    record_authentication(request, link.user, method="code", email=link.email)
    verify_email_indirectly(request, link.user, link.email)
    return perform_login(request, Login(user=link.user, email=link.email, redirect_url=link.next_url or None))


def by_password(request: HttpRequest, user: User, next_url: str) -> HttpResponse:
    """Sign in after a right password: it was set by somebody who had proved the address by a code, or at the server."""
    record_authentication(request, user, method="password", email=user.email)
    return perform_login(request, Login(user=user, email_verification="none", redirect_url=next_url or None))


def by_card(request: HttpRequest, user: User, next_url: str) -> HttpResponse:
    """Sign in after a right code of a card: there is no address to verify."""
    record_authentication(request, user, method="card")
    return perform_login(request, Login(user=user, email_verification="none", redirect_url=next_url or None))


def proved_again(request: HttpRequest) -> None:
    """Note that the person proved once more who it is."""
    record_authentication(request, request.user, method="code", reauthenticated=True)


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person proved who it is within the last half hour."""
    records = get_authentication_records(request, request.user)
    newest = max((record["at"] for record in records), default=0)
    return timezone.now().timestamp() - newest < settings.FRESH_SIGN_IN_SECONDS


def leave(request: HttpRequest) -> None:
    """End this sign-in and whatever was half done."""
    logout(request)


def after(request: HttpRequest) -> str:
    """Where to go after signing in: the asked page of this site, else «Мой кабинет»."""
    return safe_next(request.POST.get("next") or request.GET.get("next"), otherwise=settings.LOGIN_REDIRECT_URL)
