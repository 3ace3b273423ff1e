"""Where a person stands in the waiting list, and why (spec: events §4)."""

from dataclasses import dataclass

from django.db.models import Count, Q, Subquery

from events.models import Registration
from events.states import Status


@dataclass(frozen=True)
class PlaceInLine:
    """«Ваше место в очереди: 4, среди Пермского края: 2»."""

    overall: int
    of_region: int | None


def place_in_line(registration: Registration) -> PlaceInLine:
    """Counted from rows, one query: who came earlier, and how many of them are of the same region."""
    # compared inside the database: SQLite keeps the clock's three digits, a value sent back has six
    own = Subquery(Registration.objects.filter(pk=registration.pk).values("queue_key"))
    earlier = Q(queue_key__lt=own) | Q(queue_key=own, pk__lt=registration.pk)
    rows = Registration.objects.filter(earlier, event=registration.event_id, status=Status.WAITING)
    counted = rows.aggregate(all=Count("pk"), region=Count("pk", filter=Q(region=registration.region_id)))
    return PlaceInLine(counted["all"] + 1, counted["region"] + 1 if registration.region_id else None)
