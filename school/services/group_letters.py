"""A letter of a mentor to the own group or to those ticked; answers go to the mentor (spec: school §1, §6)."""

import uuid
from dataclasses import dataclass

from core import guard, history
from people.models import User
from school.models import Enrolment, Group
from school.services.telling import tell_learner


@dataclass(frozen=True)
class GroupLetter:
    """Subject and text, whom it goes to, the number of the sending (twice is once)."""

    subject: str
    text: str
    people: list[Enrolment]
    submit_key: uuid.UUID


@guard.act
def write_to_group(group: Group, told: GroupLetter, *, by: User) -> int:
    """Queue the letter for each; it is held ten minutes and can be stopped. Returns how many people it goes to.

    Who has no address becomes a call row. Side effects: a history row of the group.
    """
    for row in told.people:
        tell_learner(
            row,
            "group_message",
            key=f"{told.submit_key}:{row.public_id}",
            data={"subject": told.subject, "text": told.text, "from": by.get_short_name()},
            reply_to=by.email or "",
            scope=(f"group:{group.public_id}",),
        )
    history.record(group, "written_to", now={"people": len(told.people), "subject": told.subject}, actor=by)
    return len(told.people)
