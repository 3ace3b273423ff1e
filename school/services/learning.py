"""What a learner does in lessons: events in, progress up, the course completed once (spec: school §2, §3)."""

import uuid
from typing import Any

from django.utils import timezone

from core import guard
from people.models import User
from school.models import Enrolment, RunItem, SelfCheckAnswer
from school.models.learning import Verb
from school.services.access import ActivityClosed, open_line
from school.services.completing import complete_if_done
from school.services.progress import record
from school.states import Completion, ProgressState

__all__ = ["ActivityClosed", "answer_self_checks", "complete_lesson", "note_visit"]


@guard.act
def complete_lesson(enrolment: Enrolment, item: RunItem, *, actor: User, event_id: uuid.UUID | None = None) -> bool:
    """«Пройдено, дальше»: mark a lesson that is completed by its button. Returns whether the course is completed now.

    The same event twice changes nothing. Raises ActivityClosed.
    """
    guard.hold(enrolment)
    line = open_line(enrolment, item)
    if item.completion == Completion.MARK and not line.done:
        record(enrolment, item.activity, Verb.COMPLETED, actor=actor, state=ProgressState.COMPLETED, event_id=event_id)
    return complete_if_done(enrolment)


@guard.act
def answer_self_checks(
    enrolment: Enrolment, item: RunItem, answers: dict[str, tuple[Any, bool]], *, asked: list[str], actor: User
) -> bool:
    """Keep answers to «Проверьте себя» (block id → answer, right); the lesson may be completed by them.

    `asked`: ids of all questions of the lesson. Returns whether the course is completed now. Raises ActivityClosed.
    """
    guard.hold(enrolment)
    line = open_line(enrolment, item)
    kept = {row.block_id: row for row in SelfCheckAnswer.objects.filter(enrolment=enrolment, activity=item.activity)}
    for block_id, (answer, right) in answers.items():
        kept[block_id] = _keep(enrolment, item, kept.get(block_id), block_id, answer, right)
    if not line.done and _self_checks_done(item.completion, asked, kept):
        record(enrolment, item.activity, Verb.COMPLETED, actor=actor, state=ProgressState.COMPLETED)
    return complete_if_done(enrolment)


def note_visit(enrolment: Enrolment, item: RunItem | None) -> None:
    """Remember where the learner stopped: one UPDATE, only when it changed; its failure must not stop the page."""
    today = timezone.localdate()
    if enrolment.last_seen_on != today or (item and enrolment.last_item_id != item.pk):
        Enrolment.objects.filter(pk=enrolment.pk).update(last_seen_on=today, last_item=item or enrolment.last_item)


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
