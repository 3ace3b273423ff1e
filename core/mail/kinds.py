"""Letter kinds: each app's `emails.py` registers the function that makes the words, filled at the first claim."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.models.letters import Letter, Urgency


@dataclass(frozen=True)
class Content:
    """What a letter says: subject, text, html and attachments (name, media type, bytes)."""

    subject: str
    text: str
    html: str
    attachments: list[tuple[str, str, bytes]] = field(default_factory=list)


@dataclass(frozen=True)
class Kind:
    """A registered kind: its name for staff, its urgency, the function that makes the words."""

    name: str
    title: str
    make: Callable[[Letter], Content | None]
    urgency: int = Urgency.ACT
    secret: bool = False


_KINDS: dict[str, Kind] = {}


def letter(name: str, title: str, *, urgency: int = Urgency.ACT, secret: bool = False) -> Callable:
    """Decorator of an app's letter: `@letter("events.registration_confirmed", _("Запись на событие"))`.

    The function gets the outbox row, reads what it is about anew and returns Content, or None if nothing is to be said any more.
    """

    def register(make: Callable[[Letter], Content | None]) -> Callable[[Letter], Content | None]:
        _KINDS[name] = Kind(name, title, make, urgency, secret)
        return make

    return register


def kind_of(name: str) -> Kind | None:
    """The registered kind, or None for a letter that came ready (Wagtail's, allauth's)."""
    return _KINDS.get(name)


def all_kinds() -> dict[str, Kind]:
    """All registered kinds by name."""
    return dict(_KINDS)
