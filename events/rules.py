"""Who may do what with events and their people: plain yes or no (spec: reliability §3)."""

from events.models import Event, Registration
from events.models.event import staffed_by
from events.states import Status
from people import roles
from people.rules import Visitor, has_any_role, is_administrator
from regions.scope import covers, scope_of


def runs(user: Visitor, event: Event) -> bool:
    """Whether the user is the event's organiser or an administrator."""
    return is_administrator(user) or event.pk in _staffed(user)


def can_edit_facts(user: Visitor, event: Event) -> bool:
    """Organiser of the event, coordinator of the hosting region, administrator."""
    hosted = has_any_role(user, roles.COORDINATORS) and covers(scope_of(user), event.host_region_id)
    return runs(user, event) or hosted


def can_make_events(user: Visitor) -> bool:
    """Whoever makes an event is its first staff."""
    return has_any_role(user, roles.ORGANISERS, roles.COORDINATORS) or is_administrator(user)


def can_work_on(user: Visitor, registration: Registration) -> bool:
    """Cancel, approve, open contacts: of a staffed event, of the own region, all for an administrator."""
    if runs(user, registration.event):
        return True
    return has_any_role(user, roles.COORDINATORS) and covers(scope_of(user), registration.region_id)


def can_decide(user: Visitor, registration: Registration) -> bool:
    """Approve or refuse: the organiser, and the region's coordinator where the event lets regions approve."""
    if registration.status not in (Status.PENDING, Status.REJECTED, Status.REVOKED):
        return False
    by_region = registration.event.regional_approval and can_work_on(user, registration)
    return runs(user, registration.event) or by_region


def _staffed(user: Visitor) -> frozenset[int]:
    """Events the user is an organiser of, read once a request."""
    if not user.is_authenticated:
        return frozenset()
    found = getattr(user, "_staffed_events", None)
    if found is None:
        found = user._staffed_events = frozenset(staffed_by(user).values_list("event", flat=True))
    return found
