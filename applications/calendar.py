"""Where a call stands at a moment: values in, a phase out."""

from datetime import datetime

from applications.states import CallPhase, CallStatus

_BY_STATUS = {
    CallStatus.DRAFT: CallPhase.DRAFT,
    CallStatus.RELEASED: CallPhase.RELEASED,
    CallStatus.ARCHIVED: CallPhase.ARCHIVED,
}


def phase(status: str, opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> CallPhase:
    """The phase of a call; a published call without dates has not begun."""
    if status != CallStatus.PUBLISHED:
        return _BY_STATUS[CallStatus(status)]
    if opens_at is None or closes_at is None or now < opens_at:
        return CallPhase.NOT_YET
    return CallPhase.OPEN if now < closes_at else CallPhase.SELECTION
