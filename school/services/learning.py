"""What a learner does in lessons: events in, progress up, the course completed once (spec: school §2, §3)."""

import uuid
from typing import Any

from django.utils import timezone

from core import guard, history, states
from core.mail.queue import queue
from people.models import User
from school.calculators.programme import programme
from school.models import ActivityProgress, Enrolment, LearningEvent, RunItem, SelfCheckAnswer
from school.models.learning import Verb
from school.states import DONE, ENROLMENT_MOVES, PROGRESS_ORDER, Completion, EnrolmentStatus, ProgressState, Source


class ActivityClosed(Exception):
    """The activity is not open for this learner; the text says why."""


@guard.act
def complete_lesson(enrolment: Enrolment, item: RunItem, *, actor: User, event_id: uuid.UUID | None = None) -> bool:
    """«Пройдено, дальше»: mark a lesson that is completed by its button. Returns whether the course is completed now.

    The same event twice changes nothing. Raises ActivityClosed.
    """
    guard.hold(enrolment)
    _refuse_if_closed(enrolment, item)
    if item.completion == Completion.MARK:
        _record(enrolment, item, Verb.COMPLETED, actor, event_id)
    return _complete_if_done(enrolment)


@guard.act
def answer_self_checks(
    enrolment: Enrolment, item: RunItem, answers: dict[str, tuple[Any, bool]], *, asked: list[str], actor: User
) -> bool:
    """Keep answers to «Проверьте себя» (block id → answer, right); the lesson may be completed by them.

    `asked`: ids of all questions of the lesson. Returns whether the course is completed now. Raises ActivityClosed.
    """
    guard.hold(enrolment)
    _refuse_if_closed(enrolment, item)
    kept = {row.block_id: row for row in SelfCheckAnswer.objects.filter(enrolment=enrolment, activity=item.activity)}
    for block_id, (answer, right) in answers.items():
        kept[block_id] = _keep(enrolment, item, kept.get(block_id), block_id, answer, right)
    if _self_checks_done(item.completion, asked, kept):
        _record(enrolment, item, Verb.COMPLETED, actor, None)
    return _complete_if_done(enrolment)


def note_visit(enrolment: Enrolment, item: RunItem | None) -> None:
    """Remember where the learner stopped: one UPDATE, only when it changed; its failure must not stop the page."""
    today = timezone.localdate()
    if enrolment.last_seen_on != today or (item and enrolment.last_item_id != item.pk):
        Enrolment.objects.filter(pk=enrolment.pk).update(last_seen_on=today, last_item=item or enrolment.last_item)


def _refuse_if_closed(enrolment: Enrolment, item: RunItem) -> None:
    enrolment.refresh_from_db(fields=["status", "completed_at"])
    if enrolment.status not in {EnrolmentStatus.ACTIVE, EnrolmentStatus.COMPLETED}:
        raise ActivityClosed(str(enrolment.get_status_display()))
    line = _programme(enrolment).line_of(item.activity_id)
    if line is None or line.why_closed:
        raise ActivityClosed(line.why_closed if line else "")


def _programme(enrolment: Enrolment) -> Any:
    items = RunItem.objects.filter(run_id=enrolment.run_id, retired_in__isnull=True)
    states_ = dict(ActivityProgress.objects.filter(enrolment=enrolment).values_list("activity_id", "state"))
    return programme(items, states_, timezone.now())


def _keep(
    enrolment: Enrolment, item: RunItem, row: SelfCheckAnswer | None, block_id: str, answer: Any, right: bool
) -> SelfCheckAnswer:
    if row is None:
        return SelfCheckAnswer.objects.create(
            enrolment=enrolment, activity=item.activity, block_id=block_id, answer=answer, right=right
        )
    row.answer, row.right, row.tries = answer, right, row.tries + 1
    row.save(update_fields=["answer", "right", "tries", "answered_at"])
    return row


def _self_checks_done(completion: str, asked: list[str], kept: dict[str, SelfCheckAnswer]) -> bool:
    if completion == Completion.SELF_CHECK:
        return bool(asked) and all(block_id in kept for block_id in asked)
    if completion == Completion.SELF_CHECK_RIGHT:
        return bool(asked) and all(block_id in kept and kept[block_id].right for block_id in asked)
    return False


def _record(enrolment: Enrolment, item: RunItem, verb: str, actor: User, event_id: uuid.UUID | None) -> None:
    row = ActivityProgress.objects.filter(enrolment=enrolment, activity=item.activity).first()
    if row and PROGRESS_ORDER.index(row.state) >= PROGRESS_ORDER.index(ProgressState.COMPLETED):
        return
    event = LearningEvent.objects.create(
        enrolment=enrolment, event_id=event_id or uuid.uuid4(), activity=item.activity, verb=verb, source=Source.SELF, actor=actor
    )
    facts = {"state": ProgressState.COMPLETED, "source": Source.SELF, "completed_at": event.received_at, "event": event}
    ActivityProgress.objects.update_or_create(enrolment=enrolment, activity=item.activity, defaults=facts)


def _complete_if_done(enrolment: Enrolment) -> bool:
    if enrolment.status != EnrolmentStatus.ACTIVE:
        return False
    items = RunItem.objects.filter(run_id=enrolment.run_id, retired_in__isnull=True, required=True)
    done = ActivityProgress.objects.filter(enrolment=enrolment, state__in=DONE, activity__in=items.values("activity")).count()
    total = items.count()
    if not total or done < total:
        return False
    run = enrolment.run
    states.move(
        enrolment,
        EnrolmentStatus.COMPLETED,
        moves=ENROLMENT_MOVES,
        person=enrolment.user,
        audience=history.PERSON,
        completed_at=timezone.now(),
        completed_structure=run.structure_version,
    )
    queue(
        "school.course_completed",
        enrolment,
        to=enrolment.user.email or "",
        key=f"school.course_completed:{enrolment.public_id}",
        person=enrolment.user,
        scope=(f"course:{enrolment.course_id}",),
    )
    return True
