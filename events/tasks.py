"""The minute clock of events: offers end, places go on, the line closes (spec: reliability §4)."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from core import tasks
from events.models import Event, Offer, Registration
from events.services.line import close_line, end_offers, offer_places
from events.states import EventStatus, Status


def sweep() -> None:
    """End offers whose time is over, promote who is left, close lines of events that have begun."""
    now = timezone.now()
    over = Offer.objects.filter(answered_at__isnull=True, expires_at__lte=now).values("registration__event")
    for event in Event.objects.filter(pk__in=over):
        end_offers(event, now)
    waiting = Registration.objects.filter(status=Status.WAITING).values("event")
    for event in Event.objects.filter(
        Q(starts_at__gt=now) | Q(starts_at__isnull=True), pk__in=waiting, status=EventStatus.PLANNED
    ):
        offer_places(event)
    for event in Event.objects.filter(pk__in=waiting, starts_at__lte=now):
        close_line(event)


def register_jobs() -> None:
    """Called once from the app's `ready`."""
    tasks.schedule("events.sweep", timedelta(minutes=1), sweep)
