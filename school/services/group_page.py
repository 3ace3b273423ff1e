"""A mentor's group: who has done how much, who is late, who is silent, what was returned; the same queries for any group."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from school.calculators.programme import Programme
from school.models import Enrolment, Group
from school.models.outline import programmes_of
from school.states import READS, EnrolmentStatus

SILENT = timedelta(days=14)


@dataclass(frozen=True)
class Member:
    """A learner of the group."""

    enrolment: Enrolment
    programme: Programme

    @property
    def phone(self) -> str:
        """The phone, if the learner lets mentors call."""
        return self.enrolment.user.phone if self.enrolment.mentor_may_contact else ""

    @property
    def email(self) -> str:
        """The address, if the learner lets mentors write."""
        return (self.enrolment.user.email or "") if self.enrolment.mentor_may_contact else ""

    @property
    def overdue(self) -> list:
        """Required lines whose soft date has passed."""
        now = timezone.now()
        lines = [line for line in self.programme.lines if line.item.required and not line.done and not line.waits_for_mentor]
        return [line for line in lines if line.terms.soft and line.terms.soft < now]

    @property
    def returned(self) -> list:
        """Works returned and not sent again."""
        return [line for line in self.programme.lines if line.returned]

    @property
    def last_seen(self) -> date:
        return self.enrolment.last_seen_on or (self.enrolment.active_from or self.enrolment.created_at).date()

    @property
    def silent(self) -> bool:
        """Studies and was not seen for two weeks."""
        return self.enrolment.status == EnrolmentStatus.ACTIVE and self.last_seen <= timezone.localdate() - SILENT


def members_of(group: Group) -> list[Member]:
    """Learners in the order of their names. Three queries."""
    rows = list(
        Enrolment.objects.real()
        .filter(group=group, status__in=READS)
        .select_related("user", "region", "run")
        .order_by("user__last_name", "user__first_name", "pk")
    )
    programmes = programmes_of(rows)
    return [Member(row, programmes[row.pk]) for row in rows]
