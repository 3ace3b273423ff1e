"""Certificates to a whole run: too many acts for one request."""

from django_tasks import task

from people.models import User
from school.models import Enrolment
from school.models.certificate import waiting_for_certificate
from school.roles import manages_school
from school.services.certificates import issue_to


@task(queue_name="slow")
def issue_to_run(run_pk: int, by_pk: int) -> None:
    """Give certificates to all who completed the run and have none; twice or half-way it goes on where it stopped."""
    by = User.objects.get(pk=by_pk)
    if manages_school(by):
        issue_to(waiting_for_certificate(Enrolment.objects.filter(run=run_pk)).order_by("completed_at", "pk"), by=by)
