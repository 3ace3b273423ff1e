"""«Что вы обо мне знаете»: each app that keeps something about people registers a source (reliability §10)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise

from people.models import User


@dataclass(frozen=True)
class Section:
    """One part of the answer, in words: a heading and pairs or lines."""

    title: str | Promise
    lines: list[str] = field(default_factory=list)
    note: str | Promise = ""


@dataclass(frozen=True)
class PersonalFile:
    """A file of the person that goes into the archive."""

    name: str
    content: Callable[[], bytes]


@dataclass(frozen=True)
class Exported:
    """What goes into the archive: JSON-ready rows and files."""

    data: dict | list
    files: list[PersonalFile] = field(default_factory=list)


@dataclass(frozen=True)
class Erased:
    """What erasing did or, in a dry run, would do: counts, and what stays and why."""

    done: dict[str, int] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PersonalDataSource:
    """`describe(user) -> list[Section]`, `export(user) -> Exported`, `erase(user, dry_run) -> Erased`.

    `erase` deletes or anonymises the rows of its app; it is called outside an act and opens its own. `covers` names
    the fields it answers for («events.Registration.email»), the house test checks that none is left out.
    """

    name: str
    title: str | Promise
    describe: Callable[[User], list[Section]]
    export: Callable[[User], Exported]
    erase: Callable[[User, bool], Erased]
    covers: tuple[str, ...] = ()


_SOURCES: dict[str, PersonalDataSource] = {}


def register(source: PersonalDataSource) -> PersonalDataSource:
    """Add a source; called from an app's `AppConfig.ready`. The same name again replaces it."""
    _SOURCES[source.name] = source
    return source


def sources() -> list[PersonalDataSource]:
    """All sources in the order of their registration; that of `people` is erased last."""
    return sorted(_SOURCES.values(), key=lambda one: one.name == "people")
