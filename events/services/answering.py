"""«Приеду / Не приеду»: a fact beside the state (spec: events §1, §3)."""

from django.utils import timezone

from core import guard, history, states
from core.mail import calls
from events.models import Registration
from events.services.change import cancel_registration
from events.services.fresh import fresh
from events.states import Status
from people.models import User


def reconfirm(registration: Registration, *, coming: bool, by: User | None = None, source: str = "") -> Registration:
    """Write that the person will come; «Не приеду» cancels the entry. Raises states.NotAllowed for an entry not confirmed."""
    if not coming:
        return cancel_registration(registration, by=by, source=source)
    return _coming(registration, by, source)


@guard.act
def _coming(registration: Registration, by: User | None, source: str) -> Registration:
    guard.hold(registration.event)
    registration = fresh(registration)
    if registration.status != Status.CONFIRMED:
        raise states.NotAllowed(registration.status, Status.CONFIRMED)
    if registration.reconfirmed:
        return registration
    at = timezone.now()
    Registration.objects.filter(pk=registration.pk, status=Status.CONFIRMED).update(reconfirmed=True, reconfirmed_at=at)
    registration.reconfirmed, registration.reconfirmed_at = True, at
    history.record(registration, "reconfirmed", actor=by, person=registration.person, reason=source, audience=history.PERSON)
    if not registration.email:
        calls.overtake(registration)
    return registration


@guard.act
def join(registration: Registration) -> Registration:
    """«Подключиться»: noted once, when a confirmed person goes to an online event."""
    guard.hold(registration.event)
    at = timezone.now()
    if Registration.objects.filter(pk=registration.pk, status=Status.CONFIRMED, joined_at__isnull=True).update(joined_at=at):
        registration.joined_at = at
        history.record(registration, "joined", person=registration.person, audience=history.PERSON)
    return registration
