"""«Обзвон»: a letter that nobody can read becomes a phone call with the same answers (spec: living-people §1, §9)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from core.models.calls import PhoneCall
from core.models.letters import Letter


class CallRefused(Exception):
    """The act of a call cannot be done any more; the text is one Russian sentence for the caller."""


@dataclass(frozen=True)
class CallAct:
    """A button of a call: its name in the address, its Russian title, what it does (an act of the app, source «по телефону»).

    `do` may raise CallRefused, or states.NotAllowed where the record has moved.
    """

    name: str
    title: str
    do: Callable[[PhoneCall, AbstractBaseUser], None]


@dataclass(frozen=True)
class CallKind:
    """How letters of one kind are told by phone."""

    kind: str
    say: Callable[[Letter], str]
    acts: Sequence[CallAct]
    callers: Callable[[Letter], models.QuerySet]
    until: Callable[[Letter], datetime | None]
    whom: Callable[[Letter], tuple[str, str]]
    answered: Callable[[Letter], bool]
    silent_after: timedelta | None = field(default=None)


_KINDS: dict[str, CallKind] = {}


def register(
    kind: str,
    say: Callable[[Letter], str],
    acts: Sequence[CallAct],
    callers: Callable[[Letter], models.QuerySet],
    *,
    until: Callable[[Letter], datetime | None] | None = None,
    whom: Callable[[Letter], tuple[str, str]] | None = None,
    answered: Callable[[Letter], bool] | None = None,
    silent_after: timedelta | None = None,
) -> None:
    """Say how a letter kind is told by phone; called beside the letter, from the app's `emails.py`.

    `say`: one sentence (≤ 400 signs). `callers`: the users who call. `until`: the deadline that waits for it, by default the
    letter's. `whom`: (name, phone), by default of the letter's data («name», «phone») or its person. `answered`: they have acted.
    `silent_after`: where an answer is needed, the second letter without one becomes a call after this time.
    """
    _KINDS[kind] = CallKind(
        kind, say, tuple(acts), callers, until or _letters_deadline, whom or _name_and_phone, answered or _never, silent_after
    )


def kind_of(name: str) -> CallKind | None:
    """The registered kind, or None: then the letter is told by phone in general words."""
    return _KINDS.get(name)


def call_kinds() -> dict[str, CallKind]:
    """All registered kinds by name."""
    return dict(_KINDS)


def waits(about: models.Model) -> bool:
    """Whether a call about this row is still untouched: then its deadline does not run out (living-people §1)."""
    return PhoneCall.objects.untouched().about(about).exists()


def overtake(about: models.Model) -> int:
    """Close the open calls about a row whose person has acted; call it inside that act. Returns how many were closed."""
    return PhoneCall.objects.open().about(about).overtake()


def _letters_deadline(letter: Letter) -> datetime | None:
    return letter.expires_at


def _never(letter: Letter) -> bool:
    return False


def _name_and_phone(letter: Letter) -> tuple[str, str]:
    person = letter.person
    name = letter.data.get("name") or (person.get_full_name() if person else "")
    return name, letter.data.get("phone") or getattr(person, "phone", "") or ""
