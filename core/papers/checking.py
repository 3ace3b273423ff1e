"""What whoever holds a print is told: initials, occasion, hours, days, state, and nothing more (spec: reliability §9)."""

from dataclasses import dataclass
from datetime import date, datetime

from core.models.papers import AbstractEdition
from core.moments import span
from core.papers.kinds import all_kinds
from core.papers.numbers import read
from core.search.words import fold

VALID, REPLACED, REVOKED = "valid", "replaced", "revoked"


@dataclass(frozen=True)
class Checked:
    """The answer of the check page about one edition."""

    edition: AbstractEdition
    newest: AbstractEdition

    @property
    def state(self) -> str:
        """A revoked paper is revoked in all its editions; an older edition of a valid one is replaced."""
        if self.edition.paper.revoked_at:
            return REVOKED
        return VALID if self.edition.n == self.newest.n else REPLACED

    @property
    def title(self) -> str:
        return self.edition.data.get("title", "")

    @property
    def number(self) -> str:
        return self.edition.paper.number

    @property
    def who(self) -> str:
        """«Анна С.», nothing where the owner's data were erased."""
        return "" if self.erased else self.edition.initials

    @property
    def erased(self) -> bool:
        return self.edition.paper.erased_at is not None

    @property
    def occasion(self) -> str:
        return self.edition.data.get("occasion", "")

    @property
    def hours(self) -> int:
        return self.edition.data.get("hours") or 0

    @property
    def starts(self) -> date | None:
        return _day(self.edition.data.get("from"))

    @property
    def ends(self) -> date | None:
        return _day(self.edition.data.get("to"))

    @property
    def when(self) -> str:
        """«1–24 ноября 2026 г.»: with the year, for a paper is read in other years too."""
        return span(self.starts, self.ends, today=date.min) if self.starts else ""

    @property
    def revoked_at(self) -> datetime | None:
        return self.edition.paper.revoked_at


def by_code(code: str) -> Checked | None:
    """The paper whose print bears this code, of whatever kind; None for an unknown one. A query a kind, and one more."""
    for kind in all_kinds():
        if edition := kind.editions.objects.select_related("paper").filter(code=code).first():
            return _checked(edition)
    return None


def by_number(number: str, surname: str) -> Checked | None:
    """The newest edition of the paper with this number, if its owner's surname is this; spelling of both is forgiven."""
    wanted, name = read(number), fold(surname)
    if not wanted or not name:
        return None
    for kind in all_kinds():
        found = kind.editions.objects.select_related("paper").filter(paper__number=wanted).order_by("-n").first()
        if found is not None:
            return Checked(found, found) if fold(found.data.get("surname", "")) == name else None
    return None


def _checked(edition: AbstractEdition) -> Checked:
    newest = type(edition).objects.filter(paper=edition.paper_id).order_by("-n").first()
    return Checked(edition, newest or edition)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
