"""Which papers there are: each app registers its own from AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass

from core.models.papers import AbstractEdition


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper: its name for tasks, the model of its editions, and what its template in templates/pdf/ is drawn from.

    `sheet` gets an edition with its paper and returns the template's data; it runs in the worker, so it may read files.
    """

    name: str
    editions: type[AbstractEdition]
    sheet: Callable[[AbstractEdition], dict]


_KINDS: dict[str, PaperKind] = {}


def register(kind: PaperKind) -> None:
    """Make a kind known; the same name again replaces it."""
    _KINDS[kind.name] = kind


def kind_of(name: str) -> PaperKind:
    """The registered kind. Raises KeyError."""
    return _KINDS[name]


def kind_for(edition: AbstractEdition) -> PaperKind:
    """The kind whose editions these are. Raises KeyError for an unregistered model."""
    for kind in _KINDS.values():
        if isinstance(edition, kind.editions):
            return kind
    raise KeyError(type(edition).__name__)


def all_kinds() -> list[PaperKind]:
    """All registered kinds."""
    return list(_KINDS.values())
