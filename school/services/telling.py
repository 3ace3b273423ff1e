"""Letters to a learner: one way to queue them all, so that every desk finds them and none goes to a preview."""

from django.db import models

from core.mail.queue import queue
from school.models import Enrolment


def tell_learner(
    enrolment: Enrolment,
    kind: str,
    *,
    key: str,
    about: models.Model | None = None,
    data: dict | None = None,
    reply_to: str = "",
    scope: tuple[str, ...] = (),
) -> None:
    """Queue the letter `school.<kind>` to the learner, inside the caller's act; the same `key` twice is one letter.

    `about`: the row the letter is about, the enrolment by default. It is found by the course, by the learner's region and by
    `scope`; hours are those of the region. Nothing is queued for a preview.
    """
    if enrolment.is_preview:
        return
    region = enrolment.region
    queue(
        f"school.{kind}",
        about or enrolment,
        to=enrolment.user.email or "",
        key=f"school.{kind}:{key}",
        person=enrolment.user,
        scope=(f"course:{enrolment.course_id}", *([region.code] if region else []), *scope),
        data=data,
        reply_to=reply_to,
        zone=region.zone if region else "",
    )
