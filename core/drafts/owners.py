"""Whose form it was, when the sign-in that opened it has ended: a cookie of hashes remembers who used this browser.

Each pair is (hash of the secret behind a form's token, hash of the person); signing in makes a new secret, so the token
of an old tab tells who opened it. Nothing in the cookie can be turned back into a person or made by somebody else.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_TOKEN_LENGTH, _unmask_cipher_token

from core.links import keyed_hash, keyed_hashes

COOKIE = "__Host-openers" if settings.SESSION_COOKIE_SECURE else "openers"
PAIRS, LENGTH = 4, 22
PURPOSE = "drafts-owner"


def owner_of(user: object) -> str:
    """The person as a hash; empty for a guest."""
    return keyed_hash(PURPOSE, str(user.pk))[:LENGTH] if user.is_authenticated else ""


def owners_of(user: object) -> list[str]:
    """The same by every key that may still verify."""
    return [one[:LENGTH] for one in keyed_hashes(PURPOSE, str(user.pk))] if user.is_authenticated else []


def opener(request: HttpRequest) -> str:
    """Who opened the form that is being sent, by its token; empty when this browser does not know."""
    token = request.POST.get("csrfmiddlewaretoken", "")
    try:
        secret = _unmask_cipher_token(token) if len(token) == CSRF_TOKEN_LENGTH else token
    except ValueError:
        return ""
    return dict(_pairs(request)).get(_mark(secret), "")


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser know whose form it is being given; once for each sign-in, since signing in makes a new secret."""
    secret, known = request.META.get("CSRF_COOKIE"), _pairs(request)
    if not secret or _mark(secret) in dict(known) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return
    if not request.user.is_authenticated:
        return
    kept = [(_mark(secret), owner_of(request.user)), *known][:PAIRS]
    response.set_cookie(
        COOKIE,
        "-".join(".".join(pair) for pair in kept),
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    parts = [part.split(".") for part in request.COOKIES.get(COOKIE, "").split("-")]
    return [(part[0], part[1]) for part in parts if len(part) == 2 and len(part[1]) == LENGTH]


def _mark(secret: str) -> str:
    return keyed_hash("drafts-token", secret)[:LENGTH]
