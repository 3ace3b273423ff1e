"""What happened becomes progress and grade: events are appended, rows are their fold (spec: school §2, §3).

Every function here runs inside an act whose guard row is the enrolment (`guard.hold(enrolment)` has been called).
"""

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from core import history
from people.models import User
from school.calculators.fold import Folded, fold
from school.models import Activity, ActivityProgress, Enrolment, Grade, LearningEvent
from school.models.grades import Trust
from school.states import DONE, ProgressState, Source


@dataclass(frozen=True)
class Mark:
    """Points of an activity: the share of 1 after lateness, raw points of the maximum, who gave them."""

    scaled: Decimal
    raw: Decimal
    max: Decimal
    late: bool = False
    trust: str = Trust.SERVER

    def plain(self) -> dict:
        """As kept in an event."""
        return {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(self).items()}


def record(
    enrolment: Enrolment,
    activity: Activity,
    verb: str,
    *,
    actor: User | None,
    source: str = Source.SELF,
    state: str | None = None,
    mark: Mark | None = None,
    event_id: uuid.UUID | None = None,
    occurred_at: datetime | None = None,
    undoes: uuid.UUID | None = None,
    data: dict | None = None,
    note: str = "",
) -> LearningEvent:
    """Append one event and bring progress and grade up to date; the same `event_id` again changes nothing.

    `state`: the ProgressState it brings (goes up only, except with the verb «overrode»; "" there means «not begun»);
    `undoes`: the id of an event taken back. A changed grade leaves a history row that the learner reads.
    """
    event_id = event_id or uuid.uuid4()
    told = LearningEvent.objects.filter(enrolment=enrolment, event_id=event_id).first()
    if told:
        return told
    body = dict(data or {})
    if state is not None:
        body["state"] = str(state)
    if mark is not None:
        body["grade"] = mark.plain()
    if undoes is not None:
        body["undoes"] = str(undoes)
    event = LearningEvent.objects.create(
        enrolment=enrolment,
        event_id=event_id,
        activity=activity,
        verb=verb,
        source=source,
        actor=actor,
        occurred_at=occurred_at or timezone.now(),
        data=body,
        note=note,
    )
    settle(enrolment, activity, actor=actor, reason=note)
    return event


def settle(enrolment: Enrolment, activity: Activity, *, actor: User | None = None, reason: str = "") -> Folded:
    """Write progress and grade of one activity as the fold of its events; also the way to rebuild them."""
    folded = fold(LearningEvent.objects.filter(enrolment=enrolment, activity=activity))
    _put_progress(enrolment, activity, folded)
    if folded.grade:
        _put_grade(enrolment, activity, folded.grade, actor, reason)
    return folded


def is_done(enrolment: Enrolment, activity: Activity) -> bool:
    """Whether the activity is passed already."""
    return ActivityProgress.objects.filter(enrolment=enrolment, activity=activity, state__in=DONE).exists()


def _put_progress(enrolment: Enrolment, activity: Activity, folded: Folded) -> None:
    if folded.state is None:
        ActivityProgress.objects.filter(enrolment=enrolment, activity=activity).delete()
        return
    event = folded.event
    facts = {
        "state": ProgressState(folded.state),
        "source": event.source,
        "completed_at": event.occurred_at if folded.done else None,
        "event": event,
    }
    ActivityProgress.objects.update_or_create(enrolment=enrolment, activity=activity, defaults=facts)


def _put_grade(enrolment: Enrolment, activity: Activity, told: dict, actor: User | None, reason: str) -> None:
    facts = {name: Decimal(told[name]) for name in ("scaled", "raw", "max")} | {"late": told["late"], "trust": told["trust"]}
    row = Grade.objects.filter(enrolment=enrolment, activity=activity).first()
    if row is None:
        row = Grade.objects.create(enrolment=enrolment, activity=activity, **facts)
        was = {}
    elif all(getattr(row, name) == value for name, value in facts.items()):
        return
    else:
        was = {"raw": str(row.raw), "max": str(row.max), "scaled": str(row.scaled)}
        for name, value in facts.items():
            setattr(row, name, value)
        row.save(update_fields=[*facts, "updated_at"])
    history.record(
        (Grade._meta.label, f"{enrolment.public_id}:{activity.pk}"),
        "graded",
        was=was,
        now={"raw": told["raw"], "max": told["max"], "scaled": told["scaled"]},
        reason=reason,
        actor=actor,
        person=enrolment.user,
        audience=history.PERSON,
    )
