"""What people see of a run: computed from four dates and the clock, never stored (spec: school §3)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _


class Phase(StrEnum):
    """In the order of interest to someone who looks for a course."""

    RUNNING_OPEN = "running_open"
    SOON_OPEN = "soon_open"
    PAST_OPEN = "past_open"
    SOON_LATER = "soon_later"
    SOON_CLOSED = "soon_closed"
    RUNNING_CLOSED = "running_closed"
    OVER = "over"
    UNKNOWN = "unknown"


ENROLLABLE = {Phase.RUNNING_OPEN, Phase.SOON_OPEN, Phase.PAST_OPEN}
ORDER = list(Phase)


@dataclass(frozen=True)
class Seen:
    """A run and its phase."""

    run: Any
    phase: Phase

    @property
    def can_enrol(self) -> bool:
        return self.phase in ENROLLABLE

    @property
    def words(self) -> str:
        """One phrase for the state."""
        return {
            Phase.RUNNING_OPEN: _("идёт, запись открыта"),
            Phase.SOON_OPEN: _("скоро, запись открыта"),
            Phase.PAST_OPEN: _("прошёл, можно учиться без наставника"),
            Phase.SOON_LATER: _("скоро, запись ещё не началась"),
            Phase.SOON_CLOSED: _("скоро, запись закрыта"),
            Phase.RUNNING_CLOSED: _("идёт, запись закрыта"),
            Phase.OVER: _("завершён"),
            Phase.UNKNOWN: _("дата уточняется"),
        }[self.phase]


def phase_of(run: Any, now: datetime) -> Phase:
    """The phase of one run at a moment."""
    enrolling = (run.enrol_opens is None or run.enrol_opens <= now) and (run.enrol_closes is None or now < run.enrol_closes)
    if run.self_paced:
        return Phase.RUNNING_OPEN if enrolling else Phase.SOON_LATER if _not_yet(run, now) else Phase.RUNNING_CLOSED
    if run.starts is None:
        return Phase.UNKNOWN
    if now < run.starts:
        return Phase.SOON_OPEN if enrolling else Phase.SOON_LATER if _not_yet(run, now) else Phase.SOON_CLOSED
    if run.ends is None or now < run.ends:
        return Phase.RUNNING_OPEN if enrolling else Phase.RUNNING_CLOSED
    return Phase.PAST_OPEN if run.enrol_closes is None else Phase.OVER


def by_interest(runs: list[Any], now: datetime) -> list[Seen]:
    """Runs with their phases, the most interesting first."""
    seen = [Seen(run, phase_of(run, now)) for run in runs]
    return sorted(seen, key=lambda one: (ORDER.index(one.phase), one.run.starts or now, one.run.pk))


def _not_yet(run: Any, now: datetime) -> bool:
    return run.enrol_opens is not None and now < run.enrol_opens
