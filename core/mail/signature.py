"""Who answers: the living name and phone under each letter, handed in from the floor that knows the regions."""

from collections.abc import Callable
from dataclasses import dataclass

from core.models.letters import Letter


@dataclass(frozen=True)
class Signature:
    """Under a letter: whose it is, the phone as people read it and as `tel:` takes it, hours, whom an answer reaches."""

    name: str = ""
    role: str = ""
    phone: str = ""
    hours: str = ""
    reply_to: str = ""

    @property
    def tel(self) -> str:
        """The phone for a `tel:` link."""
        return "".join(sign for sign in self.phone if sign in "+0123456789")


_providers: list[Callable[[Letter], Signature | None]] = []


def provide(function: Callable[[Letter], Signature | None]) -> None:
    """Register who signs letters; called from an AppConfig.ready above. The last one registered is asked first."""
    if function not in _providers:
        _providers.insert(0, function)


def signature_of(letter: Letter) -> Signature:
    """The signature of a letter: the first provider's answer, or an empty one."""
    for provider in _providers:
        if found := provider(letter):
            return found
    return Signature()
