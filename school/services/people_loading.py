"""Loading a list of people behind the scenes; what the loader stated about it (spec: school §7, §9)."""

from django_tasks import task

from core import guard, history, imports
from core.models.imports import ImportBatch
from people.models import User
from school.models import CourseRun
from school.services.people_import import kind_for

SMALL = 50  # rows: such a list is loaded at once, while the person looks


@task(queue_name="slow")
def load_people(batch_pk: int, run_pk: int) -> None:
    """Write a confirmed list; lost half-way it goes on where it stopped, twice it writes once."""
    batch = ImportBatch.objects.select_related("by").get(pk=batch_pk)
    run = CourseRun.objects.select_related("course").get(pk=run_pk)
    by = User.objects.get(pk=batch.by_id)
    imports.confirm(batch, by, kind_for(run, by))


@guard.act
def state_agreement(batch: ImportBatch, by: User) -> None:
    """Keep in the journal that the loader stated the people's agreement."""
    history.record(batch, "agreement_stated", now={"name": batch.name}, actor=by, audience=history.AUDIT)
