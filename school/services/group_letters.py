"""A letter of a mentor to the own group or to those ticked; answers go to the mentor (spec: school §1, §6)."""

import uuid
from dataclasses import dataclass

from core import guard, history
from core.mail.queue import queue
from people.models import User
from school.models import Enrolment, Group


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
        queue(
            "school.group_message",
            row,
            to=row.user.email or "",
            key=f"school.group_message:{told.submit_key}:{row.public_id}",
            person=row.user,
            reply_to=by.email or "",
            scope=(f"course:{row.course_id}", f"group:{group.public_id}", *([row.region.code] if row.region else [])),
            data={"subject": told.subject, "text": told.text, "from": by.get_short_name()},
            zone=row.region.zone if row.region else "",
        )
    history.record(group, "written_to", now={"people": len(told.people), "subject": told.subject}, actor=by)
    return len(told.people)
