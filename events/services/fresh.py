"""The row as it is under the lock: what decides is read again after `guard.hold`."""

from events.models import Registration


def fresh(registration: Registration) -> Registration:
    """The registration read anew with all that its letters and rules need; one query."""
    rows = Registration.objects.select_related("event__place", "event__host_region", "option", "region", "person", "organisation")
    return rows.get(pk=registration.pk)
