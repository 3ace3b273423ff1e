"""Questions asked of many people are marked anew behind the scenes; a killed worker's work is taken up by the minute clock."""

from datetime import timedelta

from django_tasks import task

from core import tasks
from school.models import Remarking
from school.services.attempts_remarking import carry_on, left_to_do


@task(queue_name="slow")
def remark(pk: int) -> None:
    """Carry on with one; twice, late or half-way changes nothing twice."""
    carry_on(Remarking.objects.select_related("version__question", "question", "by").get(pk=pk))


def sweep() -> None:
    """Ring what nobody is at."""
    for row in left_to_do():
        remark.enqueue(row.pk)


def register_jobs() -> None:
    """Called once from the app's `ready`."""
    tasks.schedule("school.remarking", timedelta(minutes=1), sweep)
