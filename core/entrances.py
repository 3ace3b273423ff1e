"""Who came in, who left, who was not let in: one log line each, the person by number (spec: reliability §13, ASVS 16.3.1)."""

import logging

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import models
from django.http import HttpRequest

log = logging.getLogger("core.entrances")


def came_in(sender: object, user: models.Model, request: HttpRequest | None = None, **kwargs: object) -> None:
    write("in", user, request)


def left(sender: object, user: models.Model | None, request: HttpRequest | None = None, **kwargs: object) -> None:
    if user is not None:
        write("out", user, request)


def not_let_in(sender: object, request: HttpRequest | None = None, **kwargs: object) -> None:
    """Without what was typed: a wrong password is often a right one for something else."""
    write("refused", None, request)


def write(what: str, user: models.Model | None, request: HttpRequest | None) -> None:
    """The line: what, by which way, who."""
    match = getattr(request, "resolver_match", None)
    facts = {"route": match.route if match else "", "entrance": what, "user": getattr(user, "pk", None)}
    log.info("entrance: %(entrance)s /%(route)s %(user)s", facts, extra=facts)


def listen() -> None:
    """Connect; called from AppConfig.ready."""
    user_logged_in.connect(came_in, dispatch_uid="core.entrances")
    user_logged_out.connect(left, dispatch_uid="core.entrances")
    user_login_failed.connect(not_let_in, dispatch_uid="core.entrances")
