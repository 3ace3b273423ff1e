"""A code for somebody who is signed in: proves a new address, or that it is really you; kept in the session."""

import secrets
import time

from django.http import HttpRequest
from django.utils import timezone

from core import guard
from core.links import new_id
from core.mail.queue import queue
from people.models import User
from people.services.door import LIFETIME

TRIES = 5
SESSION_KEY = "people_code"


def ask(request: HttpRequest, email: str, what: str) -> None:
    """Send a code to the address and remember what it is for («email», «again»); an earlier one is forgotten."""
    code = "".join(secrets.choice("0123456789") for _digit in range(8))
    request.session[SESSION_KEY] = {"code": code, "email": email, "what": what, "at": time.time(), "tries": 0}
    _queue(request.user, email, f"{code[:4]}-{code[4:]}", what)


@guard.act
def _queue(user: User, email: str, code: str, what: str) -> None:
    queue(
        "people.confirm_code",
        to=email,
        key=f"people.confirm_code:{new_id()}",
        person=user,
        data={"code": code, "what": what},
        language=user.letter_language,
        zone=user.zone or "Europe/Moscow",
        expires_at=timezone.now() + LIFETIME,
    )


def asked(request: HttpRequest, what: str) -> str:
    """The address that waits for its code, or nothing."""
    state = request.session.get(SESSION_KEY) or {}
    alive = state.get("what") == what and time.time() - state["at"] < LIFETIME.total_seconds() and state["tries"] < TRIES
    return state["email"] if alive else ""


def check(request: HttpRequest, what: str, code: str) -> str:
    """The proved address if the code is right, else nothing; a right code works once."""
    email = asked(request, what)
    if not email:
        return ""
    state = request.session[SESSION_KEY]
    digits = "".join(sign for sign in code if sign.isdigit())
    if secrets.compare_digest(digits, state["code"]):
        del request.session[SESSION_KEY]
        return email
    request.session[SESSION_KEY] = state | {"tries": state["tries"] + 1}
    return ""
